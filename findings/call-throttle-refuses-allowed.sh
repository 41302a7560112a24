#!/bin/bash
# call-throttle 1.0.1: calls that stay within the limit are refused.
# Expected by its documentation: calls is "the maximum number of function calls within a time period before throttling". With 2 calls in
# 1 s, one call every 0.9 s is allowed for ever: no second has more than two.
# Seen: the period is counted from the last call, not from the first of the period; the count goes on until a pause of a whole second.
# The third call, 1.8 s after the first, is refused: ThrottleException (or it is held back, in the other mode).
# Cost: work that keeps to the limit by itself is slowed down or fails; the longer it runs evenly, the more.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check call-throttle==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time

from call_throttle import ThrottleException, throttle

now = 100.0
time.perf_counter = lambda: now


@throttle(calls=2, period=1, raise_on_throttle=True)
def ask():
    return "ok"


seen = []
for _ in range(3):
    try:
        seen.append((round(now - 100, 1), ask()))
    except ThrottleException as error:
        seen.append((round(now - 100, 1), str(error)))
    now += 0.9
print(seen)
assert seen == [(0.0, "ok"), (0.9, "ok"), (1.8, "too many calls")]
PY
