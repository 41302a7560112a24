#!/bin/bash
# aiohttp-sse-client 0.2.1: when a stream that was opened with POST has ended normally, the POST is sent again.
# Expected by RFC 9110 section 9.2.2: a POST is not repeated automatically. (A browser's EventSource reconnects too,
# but it knows only GET; the POST is an option of this client: option={"method": "POST"}.)
# Seen: the server sends two events, the last one "done", and ends the answer. The loop `async for` does not end:
# after a pause, the same POST with the same body is sent. The caller has to leave the loop at the last event.
# Cost: one more job, run and paid, each time the loop is read to its end.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aiohttp-sse-client==0.2.1 aiohttp==3.14.5 attrs
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio, datetime
from aiohttp import web
from aiohttp_sse_client.client import EventSource

posts = []

async def generate(request):
    posts.append(await request.text())
    if len(posts) == 3:
        return web.Response(status=204)  # the only answer that ends the loop
    return web.Response(text="data: 50 %\n\ndata: done\n\n", content_type="text/event-stream")

async def main():
    app = web.Application()
    app.router.add_post("/generate", generate)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    pause = datetime.timedelta(milliseconds=50)
    events = []
    try:
        async with EventSource(f"http://{host}:{port}/generate", option={"method": "POST"}, reconnection_time=pause,
                               json={"prompt": "sea"}) as source:
            async for event in source:
                events.append(event.data)
    except ConnectionError:
        pass
    await runner.cleanup()
    return events

events = asyncio.run(main())
print(f"{len(posts)} POSTs {posts} gave {events}")
assert posts == ['{"prompt": "sea"}'] * 3 and events == ["50 %", "done"] * 2
PY
