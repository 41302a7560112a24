#!/bin/bash
# pypdl 1.5.7 and parfive 2.3.1: a file that changes while its parts are downloaded is put together from both versions.
# Expected by RFC 9110 section 15.3.7.3 (combining parts): a client must not combine partial contents unless all have
# the same strong validator, here the ETag; If-Range is the header that asks for it.
# Seen: the first part comes with ETag "1", the others with ETag "2": both packages report success, and the file is
# version 1 up to a point and version 2 from there. Neither sends If-Range or If-Match, nor compares the ETags.
# Cost: a result that is rendered again at the same address (a preview, then the final video) is saved broken, without
# an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pypdl==1.5.7 parfive==2.3.1 aiohttp==3.14.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import collections, http.server, os, threading
import parfive
from pypdl import Pypdl

SIZE, conditions = 8_000_000, []

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        conditions.extend(name for name in ("If-Range", "If-Match") if name in self.headers)
        first, _, last = (self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").partition("-")
        first, last = int(first), min(int(last or SIZE), SIZE - 1)
        letter, etag = (b"1", '"1"') if first == 0 else (b"2", '"2"')  # replaced after the first part
        self.send_response(206 if "Range" in self.headers else 200)
        self.send_header("ETag", etag)
        self.send_header("Accept-Ranges", "bytes")
        if "Range" in self.headers:
            self.send_header("Content-Range", f"bytes {first}-{last}/{SIZE}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(letter * (last - first + 1))
    do_HEAD = do_GET
    def log_message(self, *args):
        pass

if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/video.mp4"
    done = Pypdl().start(url, file_path="pypdl.mp4", display=False, segments=4)
    downloader = parfive.Downloader(progress=False)
    downloader.enqueue_file(url, path=".", filename="parfive.mp4")
    errors = downloader.download().errors
    seen = {name: dict(collections.Counter(open(name, "rb").read().decode())) for name in ("pypdl.mp4", "parfive.mp4")}
    print(seen, f"pypdl: {len(done)} done, parfive: {len(errors)} errors, conditions sent: {conditions}")
    assert len(done) == 1 and not errors and not conditions
    assert all(set(letters) == {"1", "2"} and sum(letters.values()) == SIZE for letters in seen.values())
PY
