#!/bin/bash
# aioresponses 0.7.9 with aiohttp 3.14.5, the latest of both: no request can be mocked.
# Expected: a mocked URL answers as told; the package asks for aiohttp>=3.8,<4.0.
# Seen: each request raises TypeError: aiohttp's ClientResponse requires one more argument (stream_writer) than
# aioresponses passes.
# Cost: no code that uses aiohttp can be tested with it; tests that expect any exception pass for the wrong reason.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aioresponses==0.7.9 aiohttp==3.14.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import aiohttp
from aioresponses import aioresponses

async def main():
    with aioresponses() as mock:
        mock.get("https://jobs.example/j1", payload={"status": "succeeded"})
        async with aiohttp.ClientSession() as session:
            async with session.get("https://jobs.example/j1") as answer:
                return await answer.json()

try:
    answer = asyncio.run(main())
except TypeError as error:
    print(error)
    assert "stream_writer" in str(error)
else:
    raise SystemExit(f"mocked now: {answer}")
PY
