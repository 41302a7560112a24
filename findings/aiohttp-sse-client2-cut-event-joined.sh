#!/bin/bash
# aiohttp-sse-client2 0.3.0: an event that was cut off by a lost connection is put in front of the first one after reconnecting.
# Expected by the HTML standard, section 9.2.6 (interpreting an event stream): data that is pending at the end of the stream is
# discarded; the server sends the event again, as the Last-Event-ID tells it where the client was.
# Seen: the lines that came before the cut stay, and the new stream's first event is added to them: two JSON documents, one below the
# other.
# Cost: the first answer after each reconnect cannot be parsed, or text of a generated answer is there twice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aiohttp-sse-client2==0.3.0 aiohttp==3.14.5 attrs==26.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
from datetime import timedelta

from aiohttp import web
from aiohttp_sse_client2.client import EventSource

PARTS = ['id: 1\ndata: {"step": 1}\n\nid: 2\ndata: {"step": 2}\n', 'id: 2\ndata: {"step": 2}\n\nid: 3\ndata: {"step": 3}\n\n']


async def events(request):
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    await response.write(PARTS.pop(0).encode())
    return response


async def main():
    application = web.Application()
    application.router.add_get("/", events)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    seen = []
    async with EventSource(f"http://127.0.0.1:{port}/", reconnection_time=timedelta(milliseconds=10)) as source:
        async for event in source:
            seen.append(event.data)
            if len(seen) == 3:
                break
    await runner.cleanup()
    return seen


seen = asyncio.run(asyncio.wait_for(main(), 20))
print(seen)
assert seen == ['{"step": 1}', '{"step": 2}\n{"step": 2}', '{"step": 3}']
PY
