#!/bin/bash
# segmind 1.3.0: a PixelFlow that is not done within max_wait_time gives a dict as its result, without the request's id.
# Expected: an error that names the request, as AsyncJob.wait() of the same package raises one (InferenceTimeout).
# Seen: pixelflows.run() returns {"status": "TIMEOUT", "error_message": …}. The id and the poll_url that the provider
# gave are in neither, and the workflow goes on.
# Cost: a program that does not know of the word takes it for a result; the workflow was paid, and cannot be found.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check segmind==1.3.0 httpx==0.28.1
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from segmind import SegmindClient


class Provider(BaseHTTPRequestHandler):
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
        self.answer({"request_id": "flow-7", "poll_url": f"{base}/workflows/request/flow-7", "status": "QUEUED"})

    def do_GET(self):
        self.answer({"request_id": "flow-7", "status": "PROCESSING"})


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"
client = SegmindClient(api_key="key")
found = client.pixelflows.run(workflow_url=f"{base}/workflows/w1", data={"text": "waves"}, poll_interval=1, max_wait_time=2)
print("run() returns", found)
assert found["status"] == "TIMEOUT"
assert "flow-7" not in json.dumps(found)
PY
