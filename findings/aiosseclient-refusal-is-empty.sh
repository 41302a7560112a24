#!/bin/bash
# aiosseclient 0.1.8: a refused stream is an empty stream, without an error.
# Expected by its parameter valid_http_codes (200, 301 and 307 by default), and by the HTML standard, 9.2.3: an answer with another
# status fails the connection, which a reader is told of.
# Seen: for 401, 429 and 503 the session is closed, then the body of the answer is read on as if it were a stream: no event, no
# error, only a line in the log. The parameter raise_for_status, False by default, raises before the codes are looked at.
# Cost: a job whose progress is read this way looks as if it had ended without an event; a wrong key or a limit looks the same as
# a job with nothing to say.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aiosseclient==0.1.8 aiohttp==3.14.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio

from aiohttp import web
from aiosseclient import aiosseclient


async def events(request):
    status = int(request.match_info["status"])
    if status == 200:
        return web.Response(text="data: 50 %\n\ndata: done\n\n", content_type="text/event-stream")
    return web.json_response({"detail": "refused"}, status=status, headers={"Retry-After": "30"})


async def main():
    app = web.Application()
    app.router.add_get("/{status}", events)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    found = {}
    for status in 200, 401, 429, 503:
        found[status] = [event.data async for event in aiosseclient(f"http://{host}:{port}/{status}")]
    await runner.cleanup()
    return found


found = asyncio.run(main())
print(found)
assert found == {200: ["50 %", "done"], 401: [], 429: [], 503: []}
PY
