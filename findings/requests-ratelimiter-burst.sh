#!/bin/bash
# requests-ratelimiter 0.10.0: burst=4 lets through four seconds' worth of requests at once, not four requests.
# Expected by its README: burst is the "max number of consecutive requests allowed before applying per-second
# rate-limiting".
# Seen: the number is multiplied with per_second, for the limit and for the time. With per_second=5, burst=4 lets 20 requests
# through at once, and then none for 4 s; the default of burst=1 lets 5 through at once, and then none for 1 s.
# Cost: an account with "5 a second, bursts of 4" gets 20 in one moment, and answers the rest with 429; each submit that was
# refused has to be tried again. After it the program stands still for seconds in which it could have worked.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check requests-ratelimiter==0.10.0 pyrate-limiter==4.5.1 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from time import monotonic

import requests
from requests_ratelimiter import LimiterSession


class Provider(requests.adapters.BaseAdapter):
    def send(self, request, **_):
        times.append(monotonic())
        response = requests.Response()
        response.status_code, response.url, response.request = 200, request.url, request
        return response

    def close(self):
        pass


for burst in (1, 4):
    times = []
    with LimiterSession(per_second=5, burst=burst) as session:
        session.mount("https://", Provider())
        for _ in range(5 * burst + 1):
            session.get("https://api.example/jobs")
    at_once = sum(time - times[0] < 0.5 for time in times)
    pause = times[-1] - times[-2]
    print(f"burst={burst}: {at_once} requests at once, then none for {pause:.1f} s")
    assert at_once == 5 * burst and burst - 0.5 < pause < burst + 0.5
PY
