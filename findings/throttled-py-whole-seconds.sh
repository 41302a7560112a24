#!/bin/bash
# throttled-py 3.5.0: the token bucket lets far fewer calls through than its quota, since it counts whole seconds.
# Expected: a quota of 90 a minute admits about 90 calls a minute of a caller that tries ten times a second.
# Seen: 60 a minute, and 30 of a quota of 59: each call drops the part of a second for which tokens were due. The
# sliding window of the same package admits the whole quota. The clock is a fake one, so that ten minutes take no time.
# Cost: a third or half of what an account may send is never used, and batches take so much longer.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check throttled-py==3.5.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time

from throttled import Throttled, rate_limiter, store

now = 1_800_000_000.0
time.time = lambda: now
MINUTES, TRIES_PER_SECOND = 10, 10


def admitted_per_minute(algorithm, quota):
    global now
    limiter = Throttled(
        key="account", using=algorithm, quota=rate_limiter.per_min(quota, burst=1), store=store.MemoryStore()
    )
    admitted = 0
    for _ in range(MINUTES * 60 * TRIES_PER_SECOND):
        now += 1 / TRIES_PER_SECOND
        admitted += not limiter.limit().limited
    return round(admitted / MINUTES)


seen = {(algorithm, quota): admitted_per_minute(algorithm, quota)
        for algorithm in ("token_bucket", "sliding_window") for quota in (90, 59)}
for (algorithm, quota), admitted in seen.items():
    print(f"{algorithm}, {quota} a minute: {admitted} a minute admitted")
assert abs(seen["token_bucket", 90] - 60) <= 2 and abs(seen["token_bucket", 59] - 30) <= 2
assert abs(seen["sliding_window", 90] - 90) <= 3 and abs(seen["sliding_window", 59] - 59) <= 3
PY
