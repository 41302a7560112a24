#!/bin/bash
# google-genai 3.6.1 with aiohttp 3.14.5: when an answer is lost, the asynchronous client sends its POST again without being asked to.
# Expected: without retry_options (None by default) nothing is retried, as by the synchronous client; and RFC 9110
# section 9.2.2: a POST is not repeated automatically.
# Seen: the server takes the POST and closes the connection: aio.batches.create() sleeps 1 to 10 s and sends the same
# POST once more. The synchronous client raises after one POST. Setting retry_options (to one attempt) stops the
# repetition; having aiohttp installed starts it.
# Cost: two batch jobs are run and paid, and the name of at most one is known.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check google-genai==3.6.1 aiohttp==3.14.5 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio, random
from google import genai
from google.genai import types

random.randint = lambda low, high: low  # the shortest pause
jobs = []

async def serve(reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
    jobs.append(head.split(" http/")[0])
    writer.close()  # the job is taken, the answer is lost

async def create(port, asynchronous, **options):
    jobs.clear()
    client = genai.Client(api_key="key", http_options=types.HttpOptions(base_url=f"http://127.0.0.1:{port}", **options))
    batch = dict(model="gemini-2.5-flash", src=[{"contents": [{"role": "user", "parts": [{"text": "sea"}]}]}])
    try:
        await (client.aio.batches.create(**batch) if asynchronous else asyncio.to_thread(client.batches.create, **batch))
    except Exception as error:
        await client.aio.aclose()
        return len(jobs), type(error).__name__

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    once = types.HttpRetryOptions(attempts=1)
    seen = [await create(port, True), await create(port, False), await create(port, True, retry_options=once)]
    server.close()
    return seen

seen = asyncio.run(main())
print("async, sync, async with one attempt:", seen)
assert [posts for posts, _ in seen] == [2, 1, 1], seen
PY
