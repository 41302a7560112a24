#!/bin/bash
# fish-audio-sdk 1.3.0: tts.stream() does not stream.
# Expected by its documentation: "stream text-to-speech audio chunks": the first chunk can be heard while the rest is still made.
# Seen: the request is made without streaming, so stream() returns when the service has sent the last byte. Here the service sends a
# first chunk and then waits for its listener; no chunk is handed on until the service gives up waiting.
# Cost: a voice assistant answers as late as with convert(), and the whole audio is held in memory.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check fish-audio-sdk==1.3.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from fishaudio import FishAudio

heard, service_saw = threading.Event(), []


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"first ")
        self.wfile.flush()
        service_saw.append(heard.wait(3))
        self.wfile.write(b"last")

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
client, audio = FishAudio(api_key="key", base_url=f"http://127.0.0.1:{server.server_port}"), b""
for chunk in client.tts.stream(text="Good morning."):
    heard.set()
    audio += chunk
print(audio, "| the first chunk was heard while the service still worked:", service_saw[0])
assert audio == b"first last" and service_saw == [False]
server.shutdown()
PY
