#!/bin/bash
# retryhttp 1.5.0: a Retry-After that is a date more than a day ahead loses its days: it waits for the rest alone.
# Expected: the whole time until the date (RFC 9110, 10.2.3), which exceeds `wait_max`, so that the ValueError is raised
# that the documentation names; a number of seconds of the same size does raise it.
# Seen: a date two days and 60 s ahead is a wait of 59 s, below the 120 s of `wait_max`.
# Cost: a provider that closes an account until the day after tomorrow is asked again every minute, which may be counted
# against the account, and a program that would have stopped goes on.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check retryhttp==1.5.0 httpx==0.28.1 tenacity==9.2.1 requests==2.34.2 pydantic==2.14.4
"$dir/venv/bin/python" - <<'PY'
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
from retryhttp import wait_from_header
from tenacity import Future, RetryCallState, Retrying

DELAY = timedelta(days=2, seconds=60)


def seconds(retry_after):
    """How long retryhttp waits before the next attempt."""
    request = httpx.Request("GET", "https://api.example.com/jobs/1")
    response = httpx.Response(429, headers={"Retry-After": retry_after}, request=request)
    state = RetryCallState(Retrying(), None, (), {})
    state.outcome = Future(1)
    state.outcome.set_exception(httpx.HTTPStatusError("429", request=request, response=response))
    return wait_from_header("Retry-After", wait_max=120, fallback=None)(state)


date = format_datetime(datetime.now(UTC) + DELAY, usegmt=True)
found = seconds(date)
print(f"Retry-After in two days and 60 s, as a date: a wait of {found} s")
assert 55 <= found <= 60
try:
    print(f"as a number: a wait of {seconds(str(int(DELAY.total_seconds())))} s")
except ValueError as error:
    print(f"as a number: ValueError: {error}")
else:
    raise SystemExit(1)
PY
