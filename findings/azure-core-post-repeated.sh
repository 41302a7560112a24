#!/bin/bash
# azure-core 1.41.0: RetryPolicy repeats a POST after 500, 503 or 504, although POST is not one of its methods.
# Expected by its own list of methods to retry (HEAD, GET, PUT, DELETE, OPTIONS, TRACE) and by RFC 9110 section 9.2.2.
# Seen: four POSTs on 500, 503 and 504, without anything that marks the repeats; one on 408, 429 and 502. POST is not
# in retry_on_methods by default, and setting that option changes nothing; retry_status=0 does.
# Cost: a long-running operation that was started and then answered with 500 is started (and paid) four times.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check azure-core==1.41.0 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import http.server, threading
from azure.core import PipelineClient
from azure.core.pipeline.policies import RetryPolicy
from azure.core.rest import HttpRequest

posts = []

class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        posts.append(sorted(self.headers.items()))
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *args):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"

def count(status, **options):
    posts.clear()
    client = PipelineClient(base, policies=[RetryPolicy(retry_backoff_factor=0, **options)])
    client.send_request(HttpRequest("POST", f"{base}/{status}", json={"prompt": "sea"}))
    assert all(post == posts[0] for post in posts)
    return len(posts)

seen = {status: count(status) for status in (408, 429, 500, 502, 503, 504)}
print("POSTs by status:", seen, "- with retry_on_methods=[GET]:", count(500, retry_on_methods=["GET"]))
assert seen == {408: 1, 429: 1, 500: 4, 502: 1, 503: 4, 504: 4} and count(500, retry_on_methods=["GET"]) == 4
assert count(500, retry_status=0) == 1
PY
