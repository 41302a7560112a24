#!/bin/bash
# aiolimiter 1.3.0: AsyncLimiter(10, 1) lets 19 acquisitions pass within the first second.
# Expected by its documentation: max_rate is the number of acquisitions within time_period before blocking.
# Seen: it is a leaky bucket: ten pass at once, and nine more as the bucket leaks in that same second. Any server that
# counts ten a second in a fixed or sliding window refuses the rest.
# Cost: 429s in the first period of every burst, by a limiter set to just the provider's limit.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aiolimiter==1.3.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio, time
import aiolimiter

async def main():
    limiter, passed, start = aiolimiter.AsyncLimiter(10, 1), 0, time.monotonic()
    while True:
        await limiter.acquire()
        if time.monotonic() - start >= 0.98:
            return passed
        passed += 1

passed = asyncio.run(main())
print(f"{passed} of 10 in the first 0.98 s")
assert 17 <= passed <= 20, passed
PY
