#!/bin/bash
# pyneuphonic 3.1.2: a refused text-to-speech request is an empty stream.
# Expected: an error, as from every other call of the package (they raise httpx.HTTPStatusError "if the request fails").
# Seen: the SSE client does not look at the HTTP status. With the answer 429 and an error as JSON, send() yields nothing and ends.
# save_audio() then writes a WAV file of no samples without a word.
# Cost: at the limit of requests a pipeline makes silent files and believes that they are speech.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyneuphonic==3.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import threading
import wave
from http.server import BaseHTTPRequestHandler, HTTPServer

from pyneuphonic import Neuphonic, save_audio


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(429)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"status_code": 429, "errors": ["Too many requests"]}')

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = Neuphonic(api_key="key", base_url=f"localhost:{server.server_port}").tts.SSEClient()
messages = list(client.send("Good morning."))
save_audio(client.send("Good morning."), "speech.wav")
with wave.open("speech.wav") as speech:
    seen = messages, speech.getnframes()
print(*seen)
assert seen == ([], 0)
server.shutdown()
PY
