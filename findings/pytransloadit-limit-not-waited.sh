#!/bin/bash
# pytransloadit 1.0.4: with its default options a rate limit ends in AttributeError instead of a wait.
# Expected by its source: create() waits as long as info.retryIn says after RATE_LIMIT_REACHED, Transloadit's documented answer
# to too many requests, and tries again (retries=3).
# Seen: by default uploads are resumable, and the upload starts before the answer is looked at. The refusal has no tus_url, so
# the upload to None raises AttributeError ("'NoneType' object has no attribute 'encode'"): one request, no wait, no second try.
# Cost: under load each job fails with an error that says nothing of the limit, though the host told when to come again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pytransloadit==1.0.4 tuspy==1.1.0 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from transloadit.client import Transloadit

requests = []


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        requests.append(self.path)
        content = json.dumps({"error": "RATE_LIMIT_REACHED", "info": {"retryIn": 0.01}}).encode()
        self.send_response(429)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
with open("a.wav", "wb") as file:
    file.write(b"RIFF....WAVE")
with open("a.wav", "rb") as file:
    assembly = Transloadit("key", "secret", service=f"http://127.0.0.1:{server.server_port}").new_assembly()
    assembly.add_file(file)
    try:
        assembly.create()
    except AttributeError as error:
        print("requests:", requests, "error:", error)
    else:
        raise SystemExit("the limit is waited for now")
assert requests == ["/assemblies"]
PY
