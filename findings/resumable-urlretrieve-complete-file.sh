#!/bin/bash
# resumable-urlretrieve 0.1.6: asked again for a file that is complete, it raises "Invalid Content-Range".
# Expected by its source, which takes 416 for "already completed" and returns the headers. RFC 9110 section 15.5.17: a 416 to a byte
# range should carry Content-Range with the length alone, "bytes */31" (section 14.4).
# Seen: before the status is looked at, that header is read by a pattern that wants a first and a last byte, so the answer of a server
# that follows the advice is DownloadError('Invalid Content-Range', 'bytes */31'). A 416 without the header is taken for complete.
# Cost: a program that fetches its results again after a restart fails at each one that it has already.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check resumable-urlretrieve==0.1.6 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from resumable import DownloadError, urlretrieve

CONTENT = b"the second version of the video"


class Storage(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        behind = self.headers["range"] == f"bytes={len(CONTENT)}-"
        self.send_response(416 if behind else 200)
        if behind and self.path == "/advised":
            self.send_header("Content-Range", f"bytes */{len(CONTENT)}")
        self.send_header("Content-Length", "0" if behind else str(len(CONTENT)))
        self.end_headers()
        self.wfile.write(b"" if behind else CONTENT)


server = ThreadingHTTPServer(("127.0.0.1", 0), Storage)
threading.Thread(target=server.serve_forever, daemon=True).start()
found = {}
for path in "bare", "advised":
    url = f"http://127.0.0.1:{server.server_port}/{path}"
    urlretrieve(url, f"{path}.mp4")
    try:
        urlretrieve(url, f"{path}.mp4")
        found[path] = "complete"
    except DownloadError as error:
        found[path] = error.args
print(found)
assert found == {"bare": "complete", "advised": ("Invalid Content-Range", "bytes */31")}
PY
