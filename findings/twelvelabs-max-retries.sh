#!/bin/bash
# twelvelabs 1.3.6: with max_retries of 1 or 2 nothing is ever repeated, and 3 means one repetition.
# Expected by its documentation of request_options: max_retries is the greatest number of retries if the call fails, so 1, 2 and 3
# retries.
# Seen: against a server that always answers 429 with Retry-After: 0, one request is sent with max_retries 1 and 2, and two with
# 3. The count of the retries already made begins with 2.
# Cost: a rate limit of a second, which the caller asked to be overcome, ends the wait for a job that was paid.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check twelvelabs==1.3.6 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from twelvelabs import TwelveLabs

seen = []


class Provider(BaseHTTPRequestHandler):
    def do_GET(self):
        seen.append(self.path)
        self.send_response(429)
        self.send_header("Retry-After", "0")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *ignored):
        pass


def requests(retries):
    seen.clear()
    try:
        client.tasks.retrieve("task-1", request_options={"max_retries": retries})
    except Exception as error:
        assert error.status_code == 429, error
    return len(seen)


provider = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=provider.serve_forever, daemon=True).start()
client = TwelveLabs(api_key="key", base_url=f"http://127.0.0.1:{provider.server_port}")
counts = {retries: requests(retries) for retries in (0, 1, 2, 3)}
provider.shutdown()
print("requests by max_retries:", counts)
assert counts == {0: 1, 1: 1, 2: 1, 3: 2}
PY
