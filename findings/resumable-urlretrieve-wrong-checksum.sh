#!/bin/bash
# resumable-urlretrieve 0.1.6: a file of full length with a wrong checksum is taken for a finished download.
# Expected by its parameter sha256sum and its DownloadError (checksum_mismatch): what is downloaded is checked, and an error raised
# if the sum is another.
# Seen: with a file of the right length but with wrong bytes (a version from before, a write that failed), the range after its last
# byte is asked for. The server has none: 416, here without Content-Range, which RFC 9110 section 15.5.17 only advises. That
# counts as complete: no check, no error, the wrong bytes stay. Where no file was before, a wrong sum raises DownloadError.
# Cost: a broken video or an old version of it is handed on as checked; each further try says the same.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check resumable-urlretrieve==0.1.6 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from resumable import DownloadError, urlretrieve

CONTENT = b"the second version of the video"
requests = []


class Storage(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        wanted = self.headers["range"]
        requests.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        self.send_response(206 if 0 < start < len(CONTENT) else 416 if start else 200)
        rest = CONTENT[start:]
        if start and rest:
            self.send_header("Content-Range", f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}")
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest)


server = ThreadingHTTPServer(("127.0.0.1", 0), Storage)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}/video"
try:
    urlretrieve(url, "new.mp4", sha256sum="0" * 64)
except DownloadError as error:
    print("no file, wrong sum:", error)
else:
    raise SystemExit("no check at all")
file = Path("video.mp4")
file.write_bytes(b"a first version, as long as it!")
assert len(file.read_bytes()) == len(CONTENT)
urlretrieve(url, file, sha256sum=hashlib.sha256(CONTENT).hexdigest())
print("asked for:", requests, "no error, the file is:", file.read_bytes())
assert requests == [None, f"bytes={len(CONTENT)}-"] and file.read_bytes() != CONTENT
PY
