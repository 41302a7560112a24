#!/bin/bash
# responses 0.26.3: audio and images that its recorder wrote down come back as other bytes.
# Expected by its README ("Record Responses to files"): the file can be used to populate the registry, so that the answers
# are those that were recorded.
# Seen: the recorder stores each body as text, the bytes decoded with a guessed encoding. Of 1024 bytes of audio/mpeg, 0 to FF
# four times, the replay has more, and different ones; no warning when recording or replaying. JSON comes back as it was.
# Cost: tests of downloads pass with broken media, or fail against a provider that is right.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check responses==0.26.3 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
import responses
from responses import _recorder

ANSWERS = {"/job": ("application/json", b'{"status": "done"}'), "/speech.mp3": ("audio/mpeg", bytes(range(256)) * 4)}


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        kind, body = ANSWERS[self.path]
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()


def bodies():
    return {path: requests.get(f"http://127.0.0.1:{server.server_port}{path}").content for path in ANSWERS}


recorded = _recorder.record(file_path="answers.yaml")(bodies)()
with responses.RequestsMock() as mock:
    mock._add_from_file("answers.yaml")
    replayed = bodies()
for path in ANSWERS:
    print(f"{path}: {len(recorded[path])} bytes recorded, {len(replayed[path])} replayed, same: {recorded[path] == replayed[path]}")
assert recorded["/job"] == replayed["/job"] and recorded["/speech.mp3"] == ANSWERS["/speech.mp3"][1]
assert replayed["/speech.mp3"] != recorded["/speech.mp3"]
PY
