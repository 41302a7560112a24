#!/bin/bash
# json2video 2.0.0: every error of the provider is told as status 500, "Unknown SDK error", and what it said is thrown away.
# Expected by the provider's page "Error handling": an error is JSON with success false and a message that says what is wrong;
# of all of them, 429 may be tried again.
# Seen: of 400 (a wrong element), 401 (a wrong key) and 429 (too many requests), each with its own message, there is left
# {"status": 500, "success": false, "message": "Unknown SDK error"} with a sentence of requests. wait_to_finish() takes the
# 429 for the end of the movie, and returns the same dict after one look.
# Cost: a program cannot tell a mistake in its movie from a wrong key or from a moment to wait; one busy moment ends the wait
# for a render that goes on and is paid for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check json2video==2.0.0 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import json

import requests
from json2video import Movie

ANSWERS = {400: "element 2 has no src", 401: "the key is wrong", 429: "ask again in 10 seconds"}
looks = []


def answer(self, request, **_):
    looks.append(request.method)
    response = requests.Response()
    response.status_code, response.request, response.url = code, request, request.url
    response._content = json.dumps({"success": False, "message": ANSWERS[code]}).encode()
    return response


requests.adapters.HTTPAdapter.send = answer
movie = Movie()
movie.set_api_key("key")
for code, message in ANSWERS.items():
    told = asyncio.run(movie.render())
    print(f"{code}, {message!r}: {told}")
    assert (told["status"], told["message"]) == (500, "Unknown SDK error") and message not in str(told)
movie.object["project"] = "p-1"
looks.clear()
told = movie.wait_to_finish()
print(f"the wait ends after {len(looks)} look: {told['message']!r}")
assert looks == ["GET"] and told["status"] == 500
PY
