#!/bin/bash
# vcrpy 9.4.2 with aiohttp 3.14.5: one provider's answer is replayed for another, if their sessions have a base_url.
# Expected: the default match_on compares scheme, host and port, so that an answer counts only for the host that gave
# it.
# Seen: aiohttp.ClientSession(base_url=...) joins its URLs after the point where vcrpy reads them: the cassette holds
# "uri: /jobs/1" without a host, and any other session with a base_url gets that answer, for any host. With full URLs
# the host is recorded and compared.
# Cost: tests of two providers (or of sandbox and production) that pass with each other's recordings.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check vcrpy==9.4.2 aiohttp==3.14.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio, pathlib
import aiohttp, vcr
from aiohttp import web

async def get(base_url, path):
    async with aiohttp.ClientSession(base_url=base_url) as session, session.get(path) as answer:
        return await answer.text()

async def main():
    app = web.Application()
    app.router.add_get("/jobs/1", lambda request: web.Response(text="the job of provider A"))
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    with vcr.use_cassette("a.yaml", record_mode="once"):
        await get(f"http://{host}:{port}", "/jobs/1")
    await runner.cleanup()
    uris = [line.strip() for line in pathlib.Path("a.yaml").read_text().splitlines() if "uri:" in line]
    with vcr.use_cassette("a.yaml", record_mode="none"):
        return uris, await get("https://b.example", "/jobs/1")

uris, replayed = asyncio.run(main())
print(uris, "- replayed for https://b.example:", replayed)
assert uris == ["uri: /jobs/1"] and replayed == "the job of provider A"
PY
