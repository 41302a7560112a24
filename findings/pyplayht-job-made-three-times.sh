#!/bin/bash
# pyplayht 0.1.0: a job of speech is sent up to three times.
# Expected: new_conversion_job() creates one job. Its documentation names no repeats, and the request has no key that would make a
# repeat harmless.
# Seen: every request is repeated after any error, a timeout while the answer is read too: the service may have made the job by then.
# One call can make three jobs and then fail. A refusal (400, wrong voice) is also sent three times, with 15 seconds of waiting.
# Cost: each text is spoken and paid for three times on a slow day, and the three jobs have no owner.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyplayht==0.1.0 setuptools==65.5.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import retry.api
import requests
from pyplayht.classes import Client

made, waited = [], []
retry.api.time.sleep = waited.append


def slow(**request):
    made.append(request["json"]["content"])
    raise requests.ReadTimeout("no answer within 30 s")


client = Client()
client.session.request = slow
try:
    client.new_conversion_job("hello")
except requests.ReadTimeout as error:
    seen = str(error)
print(made, waited, seen)
assert made == [["hello"]] * 3 and waited == [5, 10]
PY
