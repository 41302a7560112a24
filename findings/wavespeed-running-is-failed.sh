#!/bin/bash
# wavespeed 2.0.5, run_no_throw(): a task that is still running when the time is over is reported with status "failed".
# Expected: "processing", the word that the method has for a task that goes on at the provider; run() tells the two apart, too:
# TimeoutError for the time, RuntimeError for a task that failed.
# Seen: with timeout=1 for a task that the provider calls "processing", the result is {"status": "failed", "outputs": None} and a
# text that says "timed out". The same comes, word for word in status and outputs, for a task that did fail. "processing"
# is kept for the provider's own time limit in enable_sync_mode.
# Cost: a program that goes by status gives up a picture that is paid for and done a second later, or orders it again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check wavespeed==2.0.5 requests==2.34.2
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import json

import requests
from wavespeed import Client


def answer(self, request, **_):
    data = {"id": "t-7"} if request.method == "POST" else {"id": "t-7", "status": status, "error": "the prompt was refused"}
    response = requests.Response()
    response.status_code, response.request, response.url = 200, request, request.url
    response._content = json.dumps({"code": 200, "data": data}).encode()
    return response


requests.adapters.HTTPAdapter.send = answer
client = Client(api_key="key")
seen = {}
for status in ("processing", "failed"):
    seen[status] = client.run_no_throw("wavespeed-ai/z-image/turbo", {"prompt": "waves"}, timeout=1, poll_interval=0.4)
    print(f"the provider says {status}: {seen[status]}")
assert seen["processing"]["status"] == seen["failed"]["status"] == "failed"
assert seen["processing"]["task_id"] == "t-7" and "timed out" in seen["processing"]["error"]
PY
