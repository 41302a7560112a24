#!/bin/bash
# backoff-utils 1.0.1: by default hardly any error is tried again.
# Expected by its documentation: "catch_exceptions: ... If None, will catch all exceptions."
# Seen: the class of an error is compared with Exception itself, and not with its subclasses: a ConnectionError is raised after one call; a
# plain Exception is tried again.
# Cost: the first hiccup of the network ends a wait for a job that was to be patient.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check backoff-utils==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from backoff_utils import backoff, strategies


def calls(error):
    count = 0

    def look():
        nonlocal count
        count += 1
        raise error("503")

    try:
        backoff(look, max_tries=1, strategy=strategies.Linear(scale_factor=0, jitter=False))
    except Exception:
        return count


seen = {error.__name__: calls(error) for error in (Exception, ConnectionError)}
print(seen)
assert seen == {"Exception": 2, "ConnectionError": 1}
PY
