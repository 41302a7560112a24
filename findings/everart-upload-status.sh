#!/bin/bash
# everart 1.1.0: a refused upload is always an unknown error of status 500.
# Expected: upload_file(), which it exports and uses for the pictures of a model, raises EverArtError; the name of such an error comes from
# the status of the answer, and 403 is FORBIDDEN_ERROR, as in its other calls.
# Seen: for a 403 (the address has expired) the name is UNKNOWN_ERROR and the message "Failed to upload file: null", as an answer of
# requests with an error status counts as false and is not looked at.
# Cost: a program cannot tell an expired address, which it has to ask for again, from a fault of the service, and tries the same one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check everart==1.1.0 pydantic==2.14.4
cd "$dir"
EVERART_API_KEY=key "$dir/venv/bin/python" - <<'PY'
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from everart.util import EverArtError, upload_file


class Storage(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_PUT(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(403)
        self.end_headers()
        self.wfile.write(json.dumps({"message": "expired"}).encode())


server = HTTPServer(("127.0.0.1", 0), Storage)
threading.Thread(target=server.serve_forever, daemon=True).start()
with open("sea.png", "wb") as file:
    file.write(b"image")
try:
    upload_file("sea.png", f"http://127.0.0.1:{server.server_port}/upload", "image/png")
except EverArtError as error:
    seen = (error.name.name, str(error))
server.shutdown()
print(seen)
assert seen == ("UNKNOWN_ERROR", "Failed to upload file: null")
PY
