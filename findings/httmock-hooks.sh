#!/bin/bash
# httmock 1.4.0: the hooks of a session are not called for a mocked answer.
# Expected by requests, "Event Hooks": each response is given to the hooks of its request and of its session. raise_for_status and rate
# limits are mostly hung in there.
# Seen: the mock takes the place of Session.send(), where hooks are called, and does not call them. An answer 500 passes a hook that
# raises for it.
# Cost: the error handling of a client is switched off in its tests, which pass or fail for the wrong reason.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check httmock==1.4.0 requests==2.34.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import requests
from httmock import HTTMock, all_requests

called = []


@all_requests
def failing(url, request):
    return {"status_code": 500, "content": "{}"}


session = requests.Session()
session.hooks["response"].append(lambda answer, **_: called.append(answer.status_code))
with HTTMock(failing):
    status = session.get("https://a.example").status_code
print(status, called)
assert status == 500 and called == []
PY
