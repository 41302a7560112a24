#!/bin/bash
# limits 5.8.0: with the fixed window, a hit that is refused for its cost still uses up what was left.
# Expected by the documentation of hit(): it consumes the rate limit and returns False if the limit is exceeded, so a
# refused hit consumes nothing. The moving window of the same package works like that.
# Seen: 6 of 10 are used; a hit with cost 5 is refused, and after it the remaining 4 are gone too, until the window
# ends.
# Cost: one large job that has to wait blocks all the small ones that had room.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check limits==5.8.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from limits import parse, storage, strategies

def left_after_refusal(strategy):
    limiter, limit = strategy(storage.MemoryStorage()), parse("10/hour")
    assert limiter.hit(limit, "key", cost=6)
    assert not limiter.hit(limit, "key", cost=5)
    return limiter.get_window_stats(limit, "key").remaining, limiter.hit(limit, "key", cost=1)

fixed = left_after_refusal(strategies.FixedWindowRateLimiter)
moving = left_after_refusal(strategies.MovingWindowRateLimiter)
print(f"fixed window: {fixed[0]} left, a hit of 1 passes: {fixed[1]}; moving window: {moving[0]} left, {moving[1]}")
assert fixed == (0, False) and moving == (4, True)
PY
