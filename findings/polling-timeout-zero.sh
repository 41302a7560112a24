#!/bin/bash
# polling 0.3.2: with a timeout of 0 it polls for ever.
# Expected by its documentation: the target is called until the elapsed time is greater than the timeout, and once at least; to poll for
# ever one has to ask for it (poll_forever=True), else it refuses.
# Seen: 0 counts as no timeout at all, though the check for one accepts it. With a clock that goes on by an hour at each look, a timeout
# of 1 ends after the first call; with 0 a job is still looked at after a thousand hours.
# Cost: where the timeout is what is left of a deadline, the one time when nothing is left, the wait has no limit.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check polling==0.3.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time

import polling

now = [0.0]
time.time = lambda: now[0]
time.sleep = lambda seconds: now.__setitem__(0, now[0] + 3600)


def calls(timeout):
    count = 0

    def look():
        nonlocal count
        count += 1
        if count == 1000:
            raise RuntimeError("still polling")
        return False

    try:
        polling.poll(look, step=1, timeout=timeout)
    except polling.TimeoutException:
        return count, "TimeoutException"
    except RuntimeError as error:
        return count, str(error)


seen = {timeout: calls(timeout) for timeout in (1, 0)}
print(seen)
assert seen == {1: (2, "TimeoutException"), 0: (1000, "still polling")}
PY
