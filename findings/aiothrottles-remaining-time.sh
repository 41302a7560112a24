#!/bin/bash
# aiothrottles 0.2.0: remaining_time() gives the time that has passed.
# Expected by its docstring: "the remaining time of the 'locked' state".
# Seen: just after the calls of a minute are used up it is 0, and it grows until the throttle is free again, when it should be 0.
# Cost: a program that shows or sleeps this time asks at once again, and waits longest when it need not wait.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aiothrottles==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import asyncio

import aiothrottles.throttles as clock
from aiothrottles import Throttle

now = 1000.0
clock.time = lambda: now


async def main():
    global now
    throttle = Throttle("2/m")
    for _ in range(2):
        async with throttle:
            pass
    seen = []
    for passed in (0, 50):
        now = 1000.0 + passed
        seen.append((passed, throttle.locked(), throttle.remaining_time()))
    return seen


seen = asyncio.run(main())
print(seen)
assert seen == [(0, True, 0.0), (50, True, 50.0)]
PY
