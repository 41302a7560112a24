#!/bin/bash
# neospeech-io 1.0.0: after its retries a 429 is an error 500 that may not be tried again.
# Expected by its code: NeoSpeechError holds the HTTP status, the service's own code and message, and whether to try again.
# Seen: when the limit still holds after the retries, the error has status 500, code REQUEST_FAILED and retryable False; what the
# service said is lost. Without retries (max_retries=0) the same is true.
# Cost: a queue that puts limited jobs back (429) throws them away instead.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check neospeech-io==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from neospeech import NeoSpeech
from neospeech.errors import NeoSpeechError

asked = []


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        asked.append(self.path)
        self.send_response(429)
        self.send_header("Content-Length", "83")
        self.end_headers()
        self.wfile.write(b'{"message": "Slow down, please", "error_code": "RATE_LIMIT", "retryable": true}    ')

    def log_message(self, *args):
        pass


def spoken(retries):
    client = NeoSpeech("key", base_url=f"http://127.0.0.1:{server.server_port}", max_retries=retries)
    try:
        client.audio.speech("Good morning.", "voice")
    except NeoSpeechError as error:
        return error


server = HTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
seen = [vars(spoken(retries)) for retries in (1, 0)]
print(*seen, len(asked), sep="\n")
for error in seen:
    assert 500 in error.values() and "REQUEST_FAILED" in error.values() and False in error.values()
assert len(asked) == 3 and "Slow down" not in str(seen)
server.shutdown()
PY
