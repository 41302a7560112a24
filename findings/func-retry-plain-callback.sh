#!/bin/bash
# func-retry 0.1.4: a plain callback ends the retries of a coroutine.
# Expected by its types and documentation: the callback gives "an Awaitable or None".
# Seen: for a coroutine its answer is always awaited: after the first failure TypeError, "object NoneType can't be used in 'await'
# expression". There is no second try. For an ordinary function the same callback works.
# Cost: code that counts or logs its retries loses them when the function becomes a coroutine.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check func-retry==0.1.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio
import logging

import func_retry

logging.disable(logging.CRITICAL)
tries, noted = [], []


@func_retry.retry(times=3, callback=lambda error, number, args, kwargs: noted.append(number))
async def ask():
    tries.append("try")
    if len(tries) < 3:
        raise ConnectionError("no answer")
    return "song"


try:
    seen = asyncio.run(ask())
except TypeError as error:
    seen = str(error)
print(tries, noted, seen)
assert tries == ["try"] and noted == [0] and seen == "object NoneType can't be used in 'await' expression"
PY
