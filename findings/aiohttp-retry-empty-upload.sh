#!/bin/bash
# aiohttp-retry 2.9.1: a repeated upload has an empty body, and counts as a success.
# Expected: the same request again. The package repeats any method by default, so it has to be able to send the body twice,
# or to say that it cannot.
# Seen: a PUT of 5000 bytes from io.BytesIO to the address that a provider gave for the upload; the host answers 503. The
# second PUT has Content-Length 0, as the buffer stands at its end, and the 200 of the host is what the caller gets. Of an open
# file the second try raises "I/O operation on closed file"; bytes are sent again as they were.
# Cost: an empty input, taken as uploaded: the job on it fails or is paid for silence.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aiohttp-retry==2.9.1 aiohttp==3.14.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import io

from aiohttp import web
from aiohttp_retry import ExponentialRetry, RetryClient


async def upload(data):
    sizes = []

    async def take(request):
        sizes.append(len(await request.read()))
        return web.Response(status=503 if len(sizes) == 1 else 200)

    app = web.Application()
    app.router.add_put("/upload", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with RetryClient(retry_options=ExponentialRetry(attempts=3, start_timeout=0.01)) as client:
            async with client.put("http://{}:{}/upload".format(*runner.addresses[0]), data=data) as response:
                return response.status, sizes
    finally:
        await runner.cleanup()


for data in (io.BytesIO(bytes(5000)), bytes(5000)):
    status, sizes = asyncio.run(upload(data))
    print(f"{type(data).__name__}: status {status}; bytes of each PUT: {sizes}")
    assert (status, sizes) == (200, [5000, 0 if isinstance(data, io.BytesIO) else 5000])
PY
