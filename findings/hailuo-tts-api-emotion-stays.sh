#!/bin/bash
# hailuo-tts-api 0.0.2: an emotion that was switched off is still sent.
# Expected by its documentation: set_emotion(emotion): "One of the supported emotions or None to disable".
# Seen: after one sentence with "angry" and set_emotion(None) the next request has emotion "angry" again: it is written into the settings of
# the voice, and never taken out.
# Cost: the rest of an audiobook is spoken in anger, and paid for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check hailuo-tts-api==0.0.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import contextlib
import io
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from hailuo_tts import HailuoTTS

sent = []


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        sent.append(request["voice_setting"].get("emotion"))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"data": {"audio": "00"}}).encode())


server = HTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
speech = HailuoTTS.create("key", "group", model="turbo")
speech.API_URL = f"http://127.0.0.1:{server.server_port}/t2a"
with contextlib.redirect_stdout(io.StringIO()):
    for emotion in ("angry", None):
        speech.set_emotion(emotion)
        speech.text_to_speech("The sea is calm.", "speech")
server.shutdown()
print(sent)
assert sent == ["angry", "angry"]
PY
