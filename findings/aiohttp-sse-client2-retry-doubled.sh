#!/bin/bash
# aiohttp-sse-client2 0.3.0: the time after which a server wants to be asked again is doubled the first time, and forgotten then.
# Expected by the HTML standard, section 9.2.6: retry sets the reconnection time of the stream, until another one comes; section 9.2.3:
# the client waits for that time before it connects again.
# Seen: with "retry: 300" in the first stream the client waits 600 ms, and after the next one, which names no time, twice the time that
# it was made with, here 20 ms.
# Cost: a server that asks its clients to stay away for a minute is asked all the time, from the second reconnect on.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aiohttp-sse-client2==0.3.0 aiohttp==3.14.5 attrs==26.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
from datetime import timedelta

import aiohttp_sse_client2.client as client
from aiohttp import web

PARTS = ["retry: 300\ndata: 1\n\n", "data: 2\n\n", "data: 3\n\n"]
waits = []
sleep = asyncio.sleep


async def events(request):
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    await response.write(PARTS.pop(0).encode())
    return response


class Asyncio:
    @staticmethod
    async def sleep(seconds):
        waits.append(round(seconds, 3))
        await sleep(0)


async def main():
    application = web.Application()
    application.router.add_get("/", events)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    client.asyncio = Asyncio
    async with client.EventSource(f"http://127.0.0.1:{port}/", reconnection_time=timedelta(milliseconds=10)) as source:
        async for event in source:
            if event.data == "3":
                break
    await runner.cleanup()


asyncio.run(asyncio.wait_for(main(), 20))
print("waits in seconds:", waits)
assert waits == [0.6, 0.02]
PY
