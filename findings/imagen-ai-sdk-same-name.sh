#!/bin/bash
# imagen-ai-sdk 1.2.2: of results with the same file name, download_files() keeps one, and counts them all.
# Expected by its docstring: the paths at which the files were stored; names are taken from the URLs "when possible".
# Seen: two links that end in IMG_0001.jpg, of two projects, are written to the same path. Both downloads count as
# successful, the list has the one path twice, and one file is on disk. Whichever was written last is kept.
# Cost: a picture that was edited and paid for is gone with no error, and its link expires.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check imagen-ai-sdk==1.2.2 httpx==0.28.1 pydantic==2.14.4
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import asyncio
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from imagen_sdk import ImagenClient


class MediaHost(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        data = f"the picture at {self.path}".encode()
        self.send_response(200)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


server = ThreadingHTTPServer(("127.0.0.1", 0), MediaHost)
threading.Thread(target=server.serve_forever, daemon=True).start()
links = [f"http://127.0.0.1:{server.server_port}/{project}/IMG_0001.jpg?expires=9" for project in ("church", "party")]


async def main():
    async with ImagenClient("key") as client:
        return await client.download_files(links, output_dir="pictures", max_concurrent=1)


paths = asyncio.run(main())
stored = sorted(path.name for path in Path("pictures").iterdir())
print(f"returned: {paths}; on disk: {stored}, {Path(paths[0]).read_text()!r}")
assert len(paths) == 2 and len(set(paths)) == 1 and stored == ["IMG_0001.jpg"]
PY
