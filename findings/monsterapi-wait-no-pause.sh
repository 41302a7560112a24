#!/bin/bash
# monsterapi 1.0.9.3: wait_and_get_result() asks for the status a hundred times a second.
# Expected: a pause that fits jobs of seconds to minutes. The docstring names none; the timeout is 100 s by default.
# Seen: 0.01 s between two looks, with no growth and no option: 1000 requests in 10 s, on a clock that only these pauses
# move. If the provider answers one of them with 429, the wait ends with that error.
# Cost: the rate limit of the account is used up by one job, and all others that wait fail with it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check monsterapi==1.0.9.3 requests-mock==1.12.1
cd "$dir"
LOGGING_LEVEL=ERROR "$dir/venv/bin/python" -W ignore - <<'PY'
import time

import requests_mock
from monsterapi import client as MonsterClient

now = 1_800_000_000.0
pauses = []


def nap(seconds):
    global now
    now += seconds
    pauses.append(seconds)


client = MonsterClient(api_key="key")
time.time, time.sleep = lambda: now, nap
with requests_mock.Mocker() as provider:
    provider.get("https://api.monsterapi.ai/v1/status/job-7", json={"process_id": "job-7", "status": "IN_PROGRESS"})
    try:
        client.wait_and_get_result("job-7", timeout=10)
    except TimeoutError as error:
        print(f"{error} {provider.call_count} requests, pauses {set(pauses)}")
    assert set(pauses) == {0.01} and 990 <= provider.call_count <= 1010
    provider.get("https://api.monsterapi.ai/v1/status/job-7", status_code=429, json={"message": "slow down"})
    try:
        client.wait_and_get_result("job-7", timeout=10)
    except Exception as error:
        print(type(error).__name__, str(error)[:40])
        assert "429" in str(error)
    else:
        raise SystemExit("a 429 does not end the wait any more")
PY
