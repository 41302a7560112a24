#!/bin/bash
# func-retry 0.1.4: it also waits after the last try.
# Expected by its documentation: delay is the time before a retry; three retries have three waits.
# Seen: after the fourth and last failure it waits once more, and only then raises.
# Cost: with a delay of a minute each job that fails holds its worker a minute longer for nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check func-retry==0.1.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import func_retry

events = []
func_retry.time.sleep = lambda seconds: events.append(f"wait {seconds}")


@func_retry.retry(times=3, delay=60)
def ask():
    events.append("try")
    raise ConnectionError("no answer")


try:
    ask()
except func_retry.MaxRetryError:
    events.append("failed")
print(events)
assert events == ["try", "wait 60"] * 4 + ["failed"]
PY
