#!/bin/bash
# json2video 2.0.0: the example of its README sends nothing to the provider.
# Expected by that example ("Quick Start"): movie.render() starts a job, and movie.wait_to_finish() waits for it.
# Seen: render() is a coroutine function (the only one of the class), so the call without await makes no request.
# wait_to_finish() then raises "Project ID not set". With await the POST is sent, by the blocking requests: it stops the
# event loop of a program until the answer has come.
# Cost: the first program that one writes fails with a message about something else; one that only renders, and waits
# for the provider's callback, ends with success and has ordered nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check json2video==2.0.0 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import warnings

import requests
from json2video import Movie, Scene

sent = []


def answer(self, request, **_):
    sent.append(request.method)
    response = requests.Response()
    response.status_code, response.request, response.url = 200, request, request.url
    response._content = b'{"success": true, "project": "p-1"}'
    return response


requests.adapters.HTTPAdapter.send = answer
warnings.simplefilter("ignore")  # Python itself tells of a coroutine that was never awaited
movie, scene = Movie(), Scene()
movie.set_api_key("key")
scene.add_element({"type": "text", "text": "waves"})
movie.add_scene(scene)
movie.render()
try:
    movie.wait_to_finish()
except ValueError as error:
    print(f"as in the README: {len(sent)} requests, and {error!r}")
    assert str(error) == "Project ID not set" and sent == []
else:
    raise AssertionError("it waited")
print("with await:", asyncio.run(movie.render()))
assert sent == ["POST"]
PY
