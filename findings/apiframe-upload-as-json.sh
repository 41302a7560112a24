#!/bin/bash
# apiframe-sdk 1.0.0: an upload goes out as application/json, with a multipart body that nobody can take apart.
# Expected by RFC 7578 section 4.1: a form with files has the type multipart/form-data and the parameter boundary. The
# package means to let requests write it.
# Seen: media.upload() and media.upload_audio() leave Content-Type out of the headers of the request, but it is a header of the
# session, and requests adds it again: "Content-Type: application/json" before a body of parts, and the boundary is nowhere.
# Cost: no picture and no sound can be uploaded, whatever its size; the provider's answer is about JSON that cannot be read.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check apiframe-sdk==1.0.0 requests==2.34.2
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from apiframe import Apiframe

sent = []


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        sent.append((self.path, self.headers["content-type"], body))
        data = b'{"imageURL": "https://media.example/1.png", "audioURL": "https://media.example/1.mp3"}'
        self.send_response(200)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
with Apiframe(api_key="key", base_url=f"http://127.0.0.1:{server.server_port}") as client:
    client.media.upload(file=b"\x89PNG", filename="sea.png")
    client.media.upload_audio(file=b"ID3", filename="sea.mp3")
for path, kind, body in sent:
    print(f"{path}: {kind}, {body[:80]!r}...")
    assert kind == "application/json" and body.startswith(b"--") and b"Content-Disposition: form-data" in body
assert [path for path, *_ in sent] == ["/upload", "/upload-audio"]
PY
