#!/bin/bash
# tts-joinery 1.0.5: a broken download stays in the cache as the speech.
# Expected: the cache holds finished speech; after a failed request the next run asks the service again.
# Seen: the audio is written straight into the cache. When the connection breaks, the call fails, but the first bytes stay there. The
# next run finds the file and takes it: no request, no error, half a sentence.
# Cost: one bad moment of the network cuts that part of an audio book, now and in every later run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check tts-joinery==1.0.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

os.environ["XDG_DATA_HOME"] = os.getcwd()
asked = []


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "10")
        self.end_headers()
        self.wfile.write(b"speech")

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ["OPENAI_BASE_URL"] = f"http://127.0.0.1:{server.server_port}"
from joinery.api.openai import OpenAIApi

api = OpenAIApi(api_key="key")
try:
    api.process_to_file("Good morning.")
except Exception as error:
    first = type(error).__name__
else:
    first = "no error"
second = api.process_to_file("Good morning.").read_bytes()
print("first run:", first, "| second run:", second, "| requests:", len(asked))
assert first == "RemoteProtocolError" and second == b"speech" and len(asked) == 1
server.shutdown()
PY
