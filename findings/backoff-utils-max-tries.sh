#!/bin/bash
# backoff-utils 1.0.1: one call more is made than max_tries allows.
# Expected by its documentation: "max_tries: The maximum number of times to attempt the call."
# Seen: with max_tries=1 a failing function is called twice, with 3 four times.
# Cost: a creation that is to be sent once is sent twice, and paid twice when only the answer was lost.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check backoff-utils==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from backoff_utils import backoff, strategies


def calls(max_tries):
    count = 0

    def create():
        nonlocal count
        count += 1
        raise Exception("answer lost")

    try:
        backoff(create, max_tries=max_tries, strategy=strategies.Linear(scale_factor=0, jitter=False))
    except Exception:
        return count


seen = [calls(1), calls(3)]
print(seen)
assert seen == [2, 4]
PY
