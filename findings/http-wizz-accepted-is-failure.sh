#!/bin/bash
# http-wizz 1.0.2: an answer 202 or 201 is asked for six times, and is None in the end.
# Expected by RFC 9110, section 15.3: all of 2xx are successes. 202 is what an API answers for a job that is not done, with its state in
# the body.
# Seen: only 200 is a success; everything else, 404 too, is repeated until max_retries is used up, with doubled pauses. With the settings
# of the README 31 seconds pass, and the body is lost.
# Cost: six requests are counted against the limit of the API for one look at a job, and the state of the job never arrives.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check http-wizz==1.0.2 aiohttp==3.14.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio

from aiohttp import web
from http_wizz import WizzClient

asked = []


async def job(request):
    asked.append(request.path)
    return web.json_response({"state": "running"}, status=int(request.match_info["status"]))


async def main():
    application = web.Application()
    application.router.add_get("/{status}", job)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with WizzClient(requests_per_second=1000, initial_retry_delay=0.01) as client:
        answers = await client.fetch_all([f"{base}/200", f"{base}/202", f"{base}/404"])
    await runner.cleanup()
    return answers


answers = asyncio.run(main())
print(answers, {path: asked.count(path) for path in sorted(set(asked))})
assert answers == [{"state": "running"}, None, None]
assert [asked.count(path) for path in ("/200", "/202", "/404")] == [1, 6, 6]
PY
