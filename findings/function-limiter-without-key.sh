#!/bin/bash
# function-limiter 0.2.0: without a key nothing is limited.
# Expected by its interface: key may be left out (None); the limit then holds for the function.
# Seen: @limiter.limit("2/minute") lets all 50 calls through, without an error.
# Cost: the shortest form of the decorator looks like a limit and is none.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check function-limiter==0.2.0 redis==5.2.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from function_limiter.limiter import Limiter, RateLimitExceeded


def calls(**options):
    limiter, made = Limiter(), 0

    @limiter.limit("2/minute", **options)
    def ask():
        nonlocal made
        made += 1

    for _ in range(50):
        try:
            ask()
        except RateLimitExceeded:
            pass
    return made


seen = calls(key="songs"), calls()
print(*seen)
assert seen == (2, 50)
PY
