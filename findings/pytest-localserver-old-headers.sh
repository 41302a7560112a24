#!/bin/bash
# pytest-localserver 0.10.0: an answer without headers has the headers of the one before it.
# Expected by its documentation of serve_content(): the headers are those of this content, and are optional.
# Seen: they are replaced only if some are given. After a refusal with Retry-After: 60, the next 200 carries the same Retry-After.
# Cost: a client that waits because of a header waits in the wrong test, or waits twice in the right one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pytest-localserver==0.10.0.post0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import urllib.request

from pytest_localserver.http import ContentServer

server = ContentServer()
server.name = "content"
server.start()
server.serve_content("busy", headers={"Retry-After": "60", "Content-Type": "text/plain"})
with urllib.request.urlopen(server.url) as answer:
    first = answer.headers["Retry-After"]
server.serve_content("{}")
with urllib.request.urlopen(server.url) as answer:
    second = answer.headers["Retry-After"], answer.headers["Content-Type"]
server.stop()
print(first, second)
assert first == "60" and second == ("60", "text/plain")
PY
