#!/bin/bash
# pyneuphonic 3.1.2: jwt_auth() of the SSE client always fails.
# Expected by its documentation: it exchanges the key for a token, which "speeds up the time to first audio byte"; only a failed request
# is an error.
# Seen: when the service answers 200 with a token, it ends with a TypeError: it takes the parsed answer for one of HTTP. The token is
# not set. The asynchronous client can do it.
# Cost: the step that is recommended for quick speech stops every program that uses the synchronous client.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyneuphonic==3.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from pyneuphonic import Neuphonic


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"status_code": 200, "data": {"jwt_token": "token"}}')

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
speech = Neuphonic(api_key="key", base_url=f"localhost:{server.server_port}").tts
quick, slow = speech.SSEClient(), speech.AsyncSSEClient()
asyncio.run(slow.jwt_auth())
try:
    quick.jwt_auth()
except TypeError as error:
    seen = str(error)
else:
    seen = "a token"
print(seen, quick.headers, slow.headers)
assert seen.startswith("string indices must be integers") and "Authorization" not in quick.headers
assert slow.headers["Authorization"].endswith("token")
server.shutdown()
PY
