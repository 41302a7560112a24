#!/bin/bash
# httpx-ratelimiter 0.0.6: with per_second=0.5 every request is refused, the first one too.
# Expected by its signature (per_second: float): one request in two seconds, as with per_minute=30. Providers of images and videos often
# allow less than one request a second.
# Seen: BucketFullException for each request, however long one waits, since half a request never has room for a whole one.
# per_second=1.5 admits one a second.
# Cost: a client whose limit is lowered from 1 to 0.5 makes no request any more; the error speaks of a full bucket.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check httpx-ratelimiter==0.0.6 httpx==0.28.1 pyrate-limiter==3.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time

import httpx
from httpx_ratelimiter import LimiterMixin
from pyrate_limiter import BucketFullException


class Transport(LimiterMixin, httpx.MockTransport):
    pass


def admitted(**rates):
    client = httpx.Client(transport=Transport(handler=lambda request: httpx.Response(200), **rates))
    count = 0
    for pause in (0, 2.2):
        time.sleep(pause)
        try:
            count += client.get("http://example.com/").status_code == 200
        except BucketFullException:
            pass
    return count


seen = (admitted(per_second=1), admitted(per_minute=30), admitted(per_second=0.5))
print("admitted of two requests, with per_second=1, per_minute=30, per_second=0.5:", seen)
assert seen == (2, 2, 0)
PY
