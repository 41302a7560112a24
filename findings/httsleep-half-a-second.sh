#!/bin/bash
# httsleep 0.3.1: with a polling interval of half a second it sends its requests without any pause.
# Expected by its documentation: polling_interval is "how many seconds to sleep between requests".
# Seen: the interval is cut to a whole number: 0.5 is 0, and 1.9 is 1. With 0.5 the 50 tries that it makes are over within moments.
# Cost: a provider's rate limit is used up at once, and the wait for a job ends with an error after a second instead of 25.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check httsleep==0.3.1 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time

import httsleep.main
import requests

sleeps = []
httsleep.main.sleep = sleeps.append


class Pending(requests.Session):
    def send(self, request, **options):
        response = requests.Response()
        response.status_code, response._content = 202, b"{}"
        return response


def pauses(interval):
    sleeps.clear()
    try:
        httsleep.httsleep("http://example.com/job", until={"status_code": 200}, session=Pending(),
                          polling_interval=interval, max_retries=4)
    except StopIteration:
        pass
    return list(sleeps)


seen = {interval: pauses(interval) for interval in (2, 1.9, 0.5)}
print(seen)
assert seen == {2: [2, 2, 2], 1.9: [1, 1, 1], 0.5: [0, 0, 0]}
PY
