#!/bin/bash
# avereno 0.1.2: it gives up long before max_sleep is reached.
# Expected by its documentation: max_sleep is the "cumulated sleep (backoff) after which" it gives up.
# Seen: the sum is right only for a first wait of one second that doubles. Waits of 10 s and 20 s do not fit into 35 s: it stops
# after the first. With a factor of 3, waits of 1 s and 3 s do not fit into 5 s.
# Cost: jobs that would succeed at the third try, within the time that was allowed, are given up at the second.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check avereno==0.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time
from datetime import timedelta

from avereno import GiveUpRetryError, retry

waits = []
time.sleep = waits.append


def fail():
    raise ConnectionError("no answer")


def waited(**options):
    waits.clear()
    try:
        retry(fail, **options)
    except GiveUpRetryError as error:
        return list(waits), str(error)


seen = [
    waited(init_backoff=timedelta(seconds=10), max_sleep=timedelta(seconds=35)),
    waited(backoff_multiplier=3, max_sleep=timedelta(seconds=5)),
]
print(*seen, sep="\n")
assert [waits for waits, _ in seen] == [[10.0], [1.0]] and all("max_sleep" in error for _, error in seen)
PY
