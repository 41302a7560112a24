#!/bin/bash
# runpod 1.12.0: a job that failed gives None where its output is asked for, by run_sync() and by output().
# Expected: an error with the reason that the provider gives, since the asyncio twin of output() documents a KeyError
# for a job without output.
# Seen: the answer is status FAILED with an error text; both calls return None, and so do those of a job that timed out
# at the provider. Neither raises, and the error text is in neither.
# Cost: a failed generation looks like one without output; programs go on, and the reason is lost.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check runpod==1.12.0
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import runpod


class Provider(BaseHTTPRequestHandler):
    status = ""

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
        self.answer({"id": "job-7", "status": Provider.status, "error": "out of memory"})


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
runpod.api_key, runpod.endpoint_url_base = "key", f"http://127.0.0.1:{server.server_port}/v2"
endpoint = runpod.Endpoint("video")
for Provider.status in ("FAILED", "TIMED_OUT"):
    together = endpoint.run_sync({"input": {"prompt": "waves"}}, timeout=5)
    apart = endpoint.run({"input": {"prompt": "waves"}}).output(timeout=5)
    print(f"{Provider.status}: run_sync gives {together}, output gives {apart}")
    assert together is None and apart is None
PY
