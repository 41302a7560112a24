#!/bin/bash
# httpretty 1.1.4 with urllib3 2.8.0: with allow_net_connect=False, requests that have a registered answer fail too.
# Expected by its README: allow_net_connect=False raises UnmockedError for requests that match no registered address; those that
# match get their answer.
# Seen: GET of a registered address raises UnmockedError, as the socket that stands in for a real one refuses shutdown(), which
# urllib3 calls when it closes a connection. With allow_net_connect=True the same request is answered.
# Cost: tests of job clients pass only if real requests are allowed, so one that is not registered reaches the provider and is paid.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check httpretty==1.1.4 urllib3==2.8.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import httpretty
import urllib3


def status(allowed):
    with httpretty.enabled(allow_net_connect=allowed):
        httpretty.register_uri(httpretty.GET, "http://api.example/jobs/1", body='{"status": "queued"}')
        try:
            return urllib3.PoolManager().request("GET", "http://api.example/jobs/1").status
        except httpretty.errors.UnmockedError as error:
            return str(error).split(" because")[0]


seen = {allowed: status(allowed) for allowed in (True, False)}
print(seen)
assert seen == {True: 200, False: "Failed to socket.shutdown"}
PY
