#!/bin/bash
# tripo3d 1.0.0, installed without its extra "async": a download that was cut off is told as complete.
# Expected by RFC 9112 section 8: a response whose body is shorter than its Content-Length is incomplete, and must be
# recorded as such. With the extra (aiohttp) the same download is an error: the field of the file is None.
# Seen: the media host announces 1000 bytes, sends 100 and closes. download_task_models() gives the paths of a model and a
# pbr_model, and the file holds 100 bytes. The client without aiohttp reads until the end and compares nothing.
# Cost: half a model on the disk, no error; the links of results expire, so that it may be too late when somebody looks.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
for venv in plain extra; do
  python3 -m venv "$dir/$venv"
  "$dir/$venv/bin/pip" install -q --disable-pip-version-check tripo3d==1.0.0
done
"$dir/extra/bin/pip" install -q --disable-pip-version-check aiohttp==3.14.5
cd "$dir"
cat > download.py <<'PY'
import asyncio
import importlib.util
import json
import pathlib
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tripo3d import TripoClient

MODEL = b"glTF" + bytes(996)


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        self.send_response(200)
        if self.path == "/model.glb":
            self.send_header("content-length", str(len(MODEL)))
            self.end_headers()
            self.wfile.write(MODEL[:100])
            self.close_connection = True
            return
        task = {"task_id": "t7", "type": "text_to_model", "status": "success", "input": {}, "progress": 100}
        data = json.dumps({"code": 0, "data": task | {"output": {"model_url": f"{base}/model.glb"}}}).encode()
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"


async def main():
    with tempfile.TemporaryDirectory() as folder:
        async with TripoClient("tsk_key", v3_base_url=base) as client:
            files = await client.download_task_models(await client.wait_for_task("t7"), folder)
        return {name: path and pathlib.Path(path).stat().st_size for name, path in files.items()}


sizes = asyncio.run(main())
with_aiohttp = importlib.util.find_spec("aiohttp") is not None
print(f"aiohttp installed: {with_aiohttp}; bytes of the files: {sizes}, of {len(MODEL)}")
assert sizes == dict.fromkeys(("model", "pbr_model"), None if with_aiohttp else 100)
PY
plain/bin/python download.py
extra/bin/python download.py
