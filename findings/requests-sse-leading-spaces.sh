#!/bin/bash
# requests-sse 0.5.3: all spaces at the beginning of an event's data are taken away, not only the first one.
# Expected by the HTML standard, section 9.2.6 (interpreting an event stream): if the value starts with a space, that one
# is removed; what follows belongs to the data.
# Seen: the words of a transcript come one an event, each with the space that parts it from the one before ("data:  world"
# after "data: hello"). Joined, they are "helloworld"; and an indented line of a data block of several lines loses its indent.
# Cost: streamed text without spaces, and YAML or code that no longer means what it did.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check requests-sse==0.5.3 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from requests_sse import EventSource

STREAM = "data: hello\n\ndata:  world\n\nevent: done\ndata: speakers:\ndata:   - Ada\n\n".encode()


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("content-length", str(len(STREAM)))
        self.end_headers()
        self.wfile.write(STREAM)


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
words = []
with EventSource(f"http://127.0.0.1:{server.server_port}/") as events:
    for event in events:
        if event.type == "done":
            break
        words.append(event.data)
print(repr("".join(words)), repr(event.data))
assert "".join(words) == "helloworld" and event.data == "speakers:\n- Ada"
PY
