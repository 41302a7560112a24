#!/bin/bash
# ratemate 0.1.0: with greedy=True and one call in a time the second call raises TypeError.
# Expected by its signature, whose defaults are max_count=1 and per=1; greedy is a flag of its own.
# Seen: the beginning of the batch is noted only while a batch is open, and a batch of one is closed at once. So the second wait() adds a
# time to None.
# Cost: a limit of one request each second, the most usual one, ends the program at its second request.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ratemate==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from ratemate import RateLimit

limit = RateLimit(greedy=True)
limit.wait()
try:
    limit.wait()
except TypeError as error:
    print(error)
else:
    raise SystemExit("the second call is let through now")
pair = RateLimit(max_count=2, per=0.1, greedy=True)
pair.wait()
pair.wait()
PY
