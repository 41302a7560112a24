#!/bin/bash
# runwayml 5.24.0: a Retry-After of more than 60 s is ignored: the next request follows within a second.
# Expected by RFC 9110 section 10.2.3: the user agent ought to wait that long before the next request. (If that is too
# long, raising the error is right; the openai SDK of the same generator does so now.)
# Seen: "Retry-After: 60" is waited out; "Retry-After: 61" leads to two more requests, after at most 0.5 s and 1 s.
# Cost: the longer a provider asks to wait, the sooner it is asked again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check runwayml==5.24.0 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time
import httpx, runwayml

sleeps = []
time.sleep = sleeps.append

def slept(retry_after):
    del sleeps[:]
    transport = httpx.MockTransport(lambda request: httpx.Response(429, headers={"Retry-After": retry_after}, json={}))
    client = runwayml.RunwayML(api_key="key", http_client=httpx.Client(transport=transport))
    try:
        client.tasks.retrieve("17f20503-6c24-4c16-946b-35dbbce2af2f")
    except runwayml.RateLimitError:
        return list(sleeps)

short, long = slept("60"), slept("61")
print(f"Retry-After 60: slept {short}; 61: slept {[round(s, 2) for s in long]}")
assert short == [60.0, 60.0] and len(long) == 2 and sum(long) <= 1.5
PY
