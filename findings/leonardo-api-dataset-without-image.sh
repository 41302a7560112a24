#!/bin/bash
# leonardo-api 0.0.14: the asynchronous client uploads an image for a dataset without the image.
# Expected by its docstring: upload_dataset_image() uploads the file to the address that the API has signed; upload_init_image()
# of the same client does so.
# Seen: a form with the signed fields and the file is put together, and then the signed fields alone are posted. The file is read,
# and not sent.
# Cost: each upload is refused by the storage (a form without a file), or the dataset stays empty and the training that is paid for
# has nothing to learn from.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check requests==2.34.2 aiohttp==3.14.5 aiofiles==25.1.0
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps leonardo-api==0.0.14  # asyncio, left out, is Python's own
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import json
import logging

import aiohttp
from aiohttp import web
from leonardo_api import LeonardoAsync

uploads = {}


async def main():
    app = web.Application()

    async def sign(request):
        name = "uploadInitImage" if "init-image" in request.path else "uploadDatasetImage"
        url = f"http://127.0.0.1:{port}/storage/{name}"
        return web.json_response({name: {"id": "i-1", "url": url, "fields": json.dumps({"key": "a.png", "policy": "abc"})}})

    async def store(request):
        uploads[request.match_info["name"]] = await request.read()
        return web.Response(status=204)

    app.router.add_post("/api/rest/v1/{path:.*}", sign)
    app.router.add_post("/storage/{name}", store)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    post = aiohttp.ClientSession.post
    aiohttp.ClientSession.post = lambda self, url, **options: post(
        self, url.replace("https://cloud.leonardo.ai", f"http://127.0.0.1:{port}"), **options)
    client = LeonardoAsync("token", logger=logging.getLogger("quiet"))
    await client.upload_init_image("a.png")
    await client.upload_dataset_image("d-1", "a.png")
    await runner.cleanup()


with open("a.png", "wb") as file:
    file.write(b"the bytes of the image")
asyncio.run(main())
found = {name: b"the bytes of the image" in body for name, body in uploads.items()}
print(found, uploads["uploadDatasetImage"])
assert found == {"uploadInitImage": True, "uploadDatasetImage": False}
PY
