#!/bin/bash
# apiframe-sdk 1.0.0: an error page that is not JSON becomes an UnboundLocalError.
# Expected by its docstrings: "ApiframeError: for API errors"; the code itself means to use the text of such an answer.
# Seen: for the answer 502 with HTML it raises UnboundLocalError about a variable "data"; the status 502 is lost.
# Cost: code that catches ApiframeError to poll again stops, and a video that goes on at the service has no owner.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check apiframe-sdk==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from apiframe import Apiframe, ApiframeError

pages = [b"<h1>Bad gateway</h1>", b'{"message": "bad gateway"}']


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(502)
        self.end_headers()
        self.wfile.write(pages.pop(0))

    def log_message(self, *args):
        pass


def polled(client):
    try:
        client.tasks.get("task")
    except Exception as error:
        return error


server = HTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = Apiframe(api_key="key", base_url=f"http://127.0.0.1:{server.server_port}")
seen = [polled(client), polled(client)]
print(*map(repr, seen), sep="\n")
assert type(seen[0]) is UnboundLocalError and type(seen[1]) is ApiframeError
server.shutdown()
PY
