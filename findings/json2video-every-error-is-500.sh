#!/bin/bash
# json2video 2.0.0: every refusal is "status 500, Unknown SDK error".
# Expected by its docstring: a failed request raises requests.RequestException. By RFC 9110, 401, 403 and 429 each say who is to blame
# and whether it helps to ask again.
# Seen: nothing is raised; the answers 400 (with the reason as JSON), 401 and 429 all come back as the same dictionary with status 500.
# The service's own message is thrown away.
# Cost: a program cannot tell a wrong movie from a limit of requests, and repeats what can never succeed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check json2video==2.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio

import requests
from json2video import Movie


def answer(status):
    found = requests.Response()
    found.status_code, found.url = status, "https://service.example/movies"
    found._content = b'{"success": false, "message": "scenes is missing"}'
    return found


seen = {}
for status in (400, 401, 429):
    requests.request = lambda **request: answer(status)
    movie = Movie()
    movie.set_api_key("key")
    seen[status] = asyncio.run(movie.render())
print(*seen.items(), sep="\n")
assert {found["status"] for found in seen.values()} == {500}
assert {found["message"] for found in seen.values()} == {"Unknown SDK error"}
assert "scenes is missing" not in str(seen)
PY
