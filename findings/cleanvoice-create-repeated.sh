#!/bin/bash
# cleanvoice-sdk 2.0.5: when the answer is lost, the blocking client makes a job four times, the asynchronous one once.
# Expected by RFC 9110 section 9.2.2 (a POST is not repeated automatically), and by the package itself, which has a shorter
# list of errors to repeat for methods that are not idempotent: those in which no connection came about.
# Seen: the provider takes the POST of create_edit() and closes the connection. For requests that is a ConnectionError, as
# a refused connection is: three more POSTs, without anything that marks them. httpx tells the two apart, and the
# asynchronous client raises after the first.
# Cost: the same recording is cleaned, and charged for, up to four times; the caller learns of one job, or of none.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pydantic==2.14.4 httpx==0.28.1 requests==2.34.2
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps cleanvoice-sdk==2.0.5  # what is left out decodes audio
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import asyncio
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cleanvoice import AsyncCleanvoice, Cleanvoice

posts = []


class Provider(BaseHTTPRequestHandler):
    def do_POST(self):
        posts.append((self.rfile.read(int(self.headers["content-length"])), sorted(self.headers.keys())))
        self.close_connection = True  # the job is made, and its answer is lost


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
options = {"api_key": "key", "base_url": f"http://127.0.0.1:{server.server_port}/v2"}


async def asynchronous():
    async with AsyncCleanvoice(**options) as client:
        await client.create_edit("https://media.example/talk.mp3")


def blocking():
    with Cleanvoice(**options) as client:
        client.create_edit("https://media.example/talk.mp3")


counts = {}
for name, submit in {"asynchronous": lambda: asyncio.run(asynchronous()), "blocking": blocking}.items():
    posts.clear()
    try:
        submit()
    except Exception as error:
        print(f"{name}: {len(posts)} POSTs, then {type(error).__name__}: {error}")
    counts[name] = len(posts)
    assert len({str(post) for post in posts}) == 1
assert counts == {"asynchronous": 1, "blocking": 4}
PY
