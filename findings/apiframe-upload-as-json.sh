#!/bin/bash
# apiframe-sdk 1.0.0: an upload says that it is JSON.
# Expected: media.upload() sends multipart/form-data; RFC 7578 wants the boundary of the parts in Content-Type.
# Seen: the header of the session, application/json, stays: the code takes it out of a copy, but the session adds it again. The body is
# multipart, and nobody is told its boundary.
# Cost: a service that believes the header cannot read any picture or sound that is uploaded.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check apiframe-sdk==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from apiframe import Apiframe

sent = []


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        sent.append((self.headers["Content-Type"], self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"imageURL": "https://files.example/1.png"}')

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = Apiframe(api_key="key", base_url=f"http://127.0.0.1:{server.server_port}")
client.media.upload(file=b"picture", filename="one.png")
print(sent[0][0], sent[0][1][:60])
assert sent[0][0] == "application/json" and b'Content-Disposition: form-data; name="image"' in sent[0][1]
server.shutdown()
PY
