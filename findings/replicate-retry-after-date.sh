#!/bin/bash
# replicate 1.0.7: a Retry-After that is a date is ignored, and a busy API gets ten requests within a minute.
# Expected by RFC 9110 section 10.2.3: Retry-After is a number of seconds or an HTTP-date; the example there is a
# date.
# Seen: the client parses dates with datetime.fromisoformat, which does not read HTTP-dates. With a date one hour
# ahead it sends ten requests, 51 s of waiting in all (0.1 s, 0.2 s, 0.4 s ... between them), and then raises the 429.
# For the same hour as a number, "3600", it waits an hour each time.
# Cost: polls that make a rate limit worse.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check replicate==1.0.7 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import datetime, email.utils, time
import httpx, replicate

requests, sleeps = [], []
time.sleep = sleeps.append  # records what would be slept
retry_after = email.utils.format_datetime(datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1), usegmt=True)

def answer(request):
    requests.append(request)
    return httpx.Response(429, headers={"Retry-After": retry_after}, json={"detail": "slow down"})

client = replicate.Client(api_token="token", transport=httpx.MockTransport(answer))
try:
    client.predictions.get("p1")
except replicate.exceptions.ReplicateError as error:
    assert error.status == 429, error
print(f"as a date: {len(requests)} requests, slept {[round(s, 1) for s in sleeps]}")
assert len(requests) == 10 and sum(sleeps) < 60, sleeps

del requests[:], sleeps[:]
retry_after = "3600"
try:
    client.predictions.get("p1")
except replicate.exceptions.ReplicateError:
    pass
print(f"as a number: slept {sleeps}")
assert sleeps == [3600.0] * 9, sleeps
PY
