#!/bin/bash
# qencode3 1.0.1: one failed request for the status ends the wait with a TypeError.
# Expected by its code and examples: task_completed(callback) calls the callback with the status, or with the error if there is one (its
# client turns an HTTP error into {"error": true, "message": ...}).
# Seen: when the service answers 502 once, the error is thrown away, the status is None, and the wait ends with "'NoneType' object is
# not subscriptable". The callback is not called and nothing says 502.
# Cost: a video that is encoded for an hour is lost by its program through one bad moment of the service.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check qencode3==1.0.1 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import qencode3

answers = {
    "/v1/access_token": b'{"error": 0, "token": "t", "expire": "2030-01-01"}',
    "/v1/create_task": b'{"error": 0, "task_token": "task"}',
}


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        body = answers.get(self.path)
        self.send_response(200 if body else 502)
        self.end_headers()
        self.wfile.write(body or b"bad gateway")

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = qencode3.client("key", api_url=f"http://127.0.0.1:{server.server_port}/")
task, called = client.create_task(), []
task.status_url = task.main_status_url
try:
    task.task_completed(called.append)
except TypeError as error:
    seen = str(error)
else:
    seen = "no error"
answers["/v1/status"] = b'{"error": 0, "statuses": {"task": {"error": 0, "status": "completed"}}}'
task.task_completed(called.append)
print(seen, called)
assert seen == "'NoneType' object is not subscriptable" and [status["status"] for status in called] == ["completed"]
server.shutdown()
PY
