#!/bin/bash
# comfy-api-simplified 1.6.0: previews are returned as the result, and the image that was saved is not fetched.
# Expected by its README: queue_and_wait_images(workflow, "Save Image") returns the files of the node with that title, by file name.
# ComfyUI sends previews while it works, if they are switched on there: a binary message, 4 bytes for the kind of event (1 is a
# preview), 4 for the kind of image, and the image.
# Seen: the kind is not looked at. As soon as one binary message came, all of them are the result, named "0", "1", ..., and neither
# the history nor the saved file is asked for. Without previews, the result is {"sea_00001_.png": ...}.
# Cost: a small, unfinished JPEG is kept as the picture that the GPU was paid for; a setting of the server changes it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check comfy-api-simplified==1.6.0 requests==2.34.2 websockets==17.4 aiohttp==3.14.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import struct
import threading

from aiohttp import web
from comfy_api_simplified import ComfyApiWrapper

WORKFLOW = {"9": {"class_type": "SaveImage", "inputs": {}, "_meta": {"title": "Save Image"}}}
SAVED = {"filename": "sea_00001_.png", "subfolder": "", "type": "output"}
previews = []
asked = []


async def queue(request):
    return web.json_response({"prompt_id": "p-1", "number": 1, "node_errors": {}})


async def progress(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_json({"type": "status", "data": {"status": {"exec_info": {"queue_remaining": 1}}}})
    for preview in previews:
        await socket.send_bytes(struct.pack(">II", 1, 1) + preview)
    await socket.send_json({"type": "executing", "data": {"node": None, "prompt_id": "p-1"}})
    await socket.close()
    return socket


async def history(request):
    asked.append(request.path)
    return web.json_response({"p-1": {"outputs": {"9": {"images": [SAVED]}}}})


async def view(request):
    asked.append(request.path)
    return web.Response(body=b"the finished PNG")


async def start():
    app = web.Application()
    app.router.add_post("/prompt", queue)
    app.router.add_get("/ws", progress)
    app.router.add_get("/history/p-1", history)
    app.router.add_get("/view", view)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner.addresses[0][1]


loop = asyncio.new_event_loop()
threading.Thread(target=loop.run_forever, daemon=True).start()
port = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
comfy = ComfyApiWrapper(f"http://127.0.0.1:{port}")
found = comfy.queue_and_wait_images(WORKFLOW, "Save Image")
print("without previews:", found, asked)
assert found == {"sea_00001_.png": b"the finished PNG"}
asked.clear()
previews.extend([b"JPEG of step 5", b"JPEG of step 15"])
found = comfy.queue_and_wait_images(WORKFLOW, "Save Image")
print("with previews:", found, asked)
assert found == {"0": b"JPEG of step 5", "1": b"JPEG of step 15"} and asked == []
PY
