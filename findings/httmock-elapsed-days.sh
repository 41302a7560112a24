#!/bin/bash
# httmock 1.4.0: a mocked answer that takes 5 seconds took 5 days.
# Expected by requests: Response.elapsed is the time between sending the request and the answer. The number that is given for it, 5 in the
# README's example, is handed to a timedelta whose first argument counts days.
# Seen: elapsed is 5 days, 0:00:00, so total_seconds() is 432,000.
# Cost: what a program does with slow answers, such as a longer pause before the next poll, is tested with times that never occur.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check httmock==1.4.0 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import requests
from httmock import HTTMock, all_requests, response


@all_requests
def slow(url, request):
    return response(200, "{}", {}, None, 5, request)


with HTTMock(slow):
    elapsed = requests.get("https://a.example").elapsed
print(elapsed)
assert elapsed.total_seconds() == 432_000
PY
