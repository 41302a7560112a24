#!/bin/bash
# runpod 1.12.0, asyncio: `await job.output()` never looks at the job, though it is documented to wait for its end.
# Expected: it waits without a limit, or asks once, as its blocking twin does with the same default of 0 seconds.
# Seen: the default of 0 becomes a time limit of 0 seconds, which is over before the first request is sent: TimeoutError
# ("Job timed out.") for a job that has ended long ago, and no request at the provider. With timeout=5 the output comes.
# Cost: finished and paid jobs look as if they had timed out; programs submit them once more.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check runpod==1.12.0
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import runpod
from runpod import AsyncioEndpoint
from runpod.http_client import AsyncClientSession


class Provider(BaseHTTPRequestHandler):
    looks = 0

    def log_message(self, *_):
        pass

    def answer(self, body):
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.answer({"id": "job-7", "status": "IN_QUEUE"})

    def do_GET(self):
        Provider.looks += 1
        self.answer({"id": "job-7", "status": "COMPLETED", "output": "https://media.example/waves.mp4"})


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
runpod.api_key, runpod.endpoint_url_base = "key", f"http://127.0.0.1:{server.server_port}/v2"


async def main():
    async with AsyncClientSession() as session:
        job = await AsyncioEndpoint("video", session).run({"prompt": "waves"})
        try:
            found = await job.output()
        except TimeoutError as error:
            found = error
        print(f"output() gives {found!r} after {Provider.looks} looks at the job")
        assert isinstance(found, TimeoutError) and Provider.looks == 0
        waited = await job.output(timeout=5)
        print(f"output(timeout=5) gives {waited!r}")
        assert waited == "https://media.example/waves.mp4"


asyncio.run(main())
PY
