#!/bin/bash
# riprova 0.3.1: the timeout of a Retrier counts seconds where its documentation says milliseconds.
# Expected by the documentation of Retrier and AsyncRetrier: "maximum optional timeout in milliseconds", and its example
# timeout=10 * 1000.
# Seen: a Retrier of the example, with a clock that is a second further at each look, does not end after 10 s: it goes on for 10,000 s,
# nearly three hours. The decorator retry(), which makes a Retrier, is documented in seconds.
# Cost: a poll of a job that never ends goes on a thousand times longer than its writer wanted, and asks the provider all the time.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check riprova==0.3.1 six==1.17.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time

import riprova

now = [1000.0]


def passes(seconds):
    now[0] += seconds


def look():
    raise ConnectionError("the job is not there yet")


assert "in milliseconds" in riprova.Retrier.__doc__ and "timeout=10 * 1000" in riprova.Retrier.__doc__
time.time = lambda: now[0]
retrier = riprova.Retrier(timeout=10 * 1000, backoff=riprova.ConstantBackoff(interval=1, retries=0), sleep_fn=passes)
try:
    retrier.run(look)
except riprova.RetryTimeoutError as error:
    print(f"{error}, after {now[0] - 1000:.0f} s")
assert 10_000 <= now[0] - 1000 <= 10_002
PY
