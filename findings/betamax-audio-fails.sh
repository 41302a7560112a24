#!/bin/bash
# betamax 0.9.0 with urllib3 2.8.0: the download of audio fails with ChunkedEncodingError as soon as it is recorded.
# Expected: recording does not change what the program gets. Binary bodies need preserve_exact_body_bytes to be exact in the
# cassette (its documentation), but nothing says that the recording run itself breaks.
# Seen: the body is turned into text with "replace" and back, which makes it longer than its Content-Length; the caller gets
# this copy, and urllib3 2 refuses it. 1024 bytes of audio/mpeg cannot be read, though the host sent them; without the
# recorder, or with the option, they can.
# Cost: the job was run and paid for the recording, and its result is refused as a broken connection.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check betamax==0.9.0 requests==2.34.2 urllib3==2.8.0
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import betamax
import requests

AUDIO = bytes(range(256)) * 4


class MediaHost(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "audio/mpeg")
        self.send_header("content-length", str(len(AUDIO)))
        self.end_headers()
        self.wfile.write(AUDIO)


server = ThreadingHTTPServer(("127.0.0.1", 0), MediaHost)
threading.Thread(target=server.serve_forever, daemon=True).start()


def download(name, **options):
    session = requests.Session()
    with betamax.Betamax(session, cassette_library_dir=".").use_cassette(name, **options):
        return session.get(f"http://127.0.0.1:{server.server_port}/speech.mp3").content


assert requests.get(f"http://127.0.0.1:{server.server_port}/speech.mp3").content == AUDIO
assert download("exact", preserve_exact_body_bytes=True) == AUDIO
try:
    download("plain")
except requests.exceptions.ChunkedEncodingError as error:
    print("while recording:", error)
else:
    raise SystemExit("audio can be recorded now")
PY
