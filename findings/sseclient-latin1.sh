#!/bin/bash
# sseclient 0.0.27: text of an event stream is read as Latin-1, unless the server names a charset.
# Expected by the HTML standard, section 9.2.5 (parsing an event stream): streams are always decoded as UTF-8; servers
# need not say so, and most send "text/event-stream" alone.
# Seen: "café 日本" arrives as twelve other characters. The package asks requests for the encoding, which falls back to
# ISO-8859-1 for all of text/*. With "; charset=utf-8" in the header the text is right.
# Cost: captions, prompts and file names in events are spoiled without an error, for all but English users.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check sseclient==0.0.27 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sseclient import SSEClient

TITLE = "café 日本"


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        data = f"data: {json.dumps({'title': TITLE}, ensure_ascii=False)}\n\n".encode()
        self.send_response(200)
        self.send_header("content-type", "text/event-stream" + ("; charset=utf-8" if self.path == "/named" else ""))
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
seen = {}
for path in ("/named", "/unnamed"):
    event = next(SSEClient(f"http://127.0.0.1:{server.server_port}{path}"))
    seen[path] = json.loads(event.data)["title"]
print(seen)
assert seen == {"/named": TITLE, "/unnamed": TITLE.encode().decode("latin-1")}
PY
