#!/bin/bash
# retryit 0.1.0: with a pause of 0 seconds nothing is tried again.
# Expected by its documentation: the sleeper says how long to wait before the next try, here constant_until_max_duration(sleep_seconds,
# total_seconds). Nothing says that 0 has another meaning.
# Seen: a pause of 0 is taken for the end: RetryError after the first try, "Validation failed after 1 tries totaling 0 seconds."
# Cost: tests and calls that need no pause have no retries, and fail at the first small disturbance.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check retryit==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import retryit

calls = []


def run(pause):
    calls.clear()

    @retryit.retry(sleeper=retryit.sleeper.constant_until_max_duration(pause, 10))
    def work():
        calls.append(1)
        if len(calls) < 3:
            raise OSError("busy")
        return "done"

    try:
        return work(), len(calls)
    except retryit.exception.RetryError as error:
        return str(error), len(calls)


slow, quick = run(0.001), run(0)
print(slow, quick)
assert slow == ("done", 3)
assert quick == ("Validation failed after 1 tries totaling 0 seconds.", 1)
PY
