#!/bin/bash
# pytransloadit 1.0.4 with requests 2.34.2: after a rate limit the file is sent again as an empty one.
# Expected by the documentation of create(): files are uploaded with the assembly. By its source it waits and calls create() once
# more after RATE_LIMIT_REACHED, Transloadit's documented answer to too many requests; the second assembly has the same file.
# Seen (resumable=False): the first request has read the file to its end, and nothing goes back to its start. The second request
# has a part "file" with no bytes, and create() returns it as a success.
# Cost: the assembly that is run works on nothing and looks well; only when the limit is hit, so no test shows it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pytransloadit==1.0.4 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from transloadit.client import Transloadit

AUDIO = b"RIFF....WAVE" * 100
files = []


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        part = body.split(b'name="file"; filename="a.wav"\r\n\r\n')[1]
        files.append(part.split(b"\r\n--")[0])
        limited = {"error": "RATE_LIMIT_REACHED", "info": {"retryIn": 0.01}}
        status, answer = (429, limited) if len(files) == 1 else (200, {"ok": "ASSEMBLY_COMPLETED", "assembly_id": "a1"})
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
with open("a.wav", "wb") as file:
    file.write(AUDIO)
with open("a.wav", "rb") as file:
    assembly = Transloadit("key", "secret", service=f"http://127.0.0.1:{server.server_port}").new_assembly()
    assembly.add_file(file)
    end = assembly.create(resumable=False).data["ok"]
print(f"bytes of the file in each request: {[len(file) for file in files]}; end: {end}")
assert files == [AUDIO, b""] and end == "ASSEMBLY_COMPLETED"
PY
