#!/bin/bash
# aiodown 1.0.5: a download that breaks off is finished without its beginning.
# Expected by its option retries (3 by default): after a lost connection the file is downloaded again, and "finished" means that it is
# there.
# Seen: the file is emptied for the second try, which starts at the first byte, and all that had arrived before is left out a second
# time. A video of 1,024,000 bytes that broke off at 700,000 ends as the last 370,000 bytes; status finished, size 1,024,000.
# Cost: the result of a paid job is unreadable, and all that is asked of the download says that it is well; at many hosts the address
# has run out when someone notices.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aiodown==1.0.5 httpx==0.28.1 async-files==0.4 humanize==4.17.0
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import asyncio
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import aiodown

CONTENT = b"".join(number.to_bytes(4, "big") for number in range(256_000))
requests = []


class Storage(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        requests.append(self.headers["range"])
        self.send_response(200)
        self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        self.wfile.write(CONTENT[:700_000] if len(requests) == 1 else CONTENT)
        self.close_connection = True


server = ThreadingHTTPServer(("127.0.0.1", 0), Storage)
threading.Thread(target=server.serve_forever, daemon=True).start()


async def main():
    download = aiodown.Client().add(f"http://127.0.0.1:{server.server_port}/video.mp4", "files/video.mp4")
    await download.start()
    for _ in range(200):
        await asyncio.sleep(0.1)
        if download.get_status() in ("finished", "failed"):
            return download


download = asyncio.run(main())
with open("files/video.mp4", "rb") as file:
    saved = file.read()
print(download.get_status(), "after", len(requests), "requests:", download.get_size_downloaded(), "bytes told,", len(saved), "saved")
assert download.get_status() == "finished" and requests == [None, None]
assert download.get_size_downloaded() == len(CONTENT) and 0 < len(saved) < 500_000 and CONTENT.endswith(saved)
PY
