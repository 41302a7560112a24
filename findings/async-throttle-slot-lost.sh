#!/bin/bash
# async-throttle 1.0.0: an error inside "async with throttle()" loses a place for ever.
# Expected: the place is free again when the block is left, also by an error, as with "async with throttle".
# Seen: in the form with brackets (the one that takes a number of tokens) it is kept. With concurrency=1 no job runs any more after one
# error; nothing is raised, the others wait.
# Cost: a worker that meets a few failed requests stands still, without a message.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check async-throttle==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio

from async_throttle import Throttle


async def after_error(brackets):
    throttle = Throttle(100, concurrency=1)
    try:
        async with throttle() if brackets else throttle:
            raise ConnectionError("no answer")
    except ConnectionError:
        pass
    try:
        await asyncio.wait_for(throttle.acquire(), 1)
    except asyncio.TimeoutError:
        return "waits"
    return "runs"


seen = [asyncio.run(after_error(brackets)) for brackets in (False, True)]
print(seen)
assert seen == ["runs", "waits"]
PY
