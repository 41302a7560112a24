#!/bin/bash
# bria-client 0.3.1, poll(): an answer that says COMPLETED is thrown away for a TimeoutError if it is read when the time is over.
# Expected by the method's own arguments: timeout bounds how long it waits for an end; this job has ended, and its
# result has been read.
# Seen: the time is checked after each GET, before its answer is looked at. With interval=0.5 and timeout=1 the third
# GET brings the result, and the caller gets "Timeout reached". The first GET is not counted, so timeout=0 reads twice.
# Cost: a job that is paid for and done is reported as late; the error holds neither its id nor its result.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check bria-client==0.3.1 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import httpx

asked = []

def answer(transport, request):
    if request.method == "POST":
        return httpx.Response(202, json={"request_id": "r1", "status_url": "https://api.example/status/r1"}, request=request)
    asked.append("COMPLETED" if len(asked) == 2 else "IN_PROGRESS")
    body = {"request_id": "r1", "status": asked[-1]}
    if asked[-1] == "COMPLETED":
        body["result"] = {"image_url": "https://media.example/sea.png"}
    return httpx.Response(200, json=body, request=request)

httpx.HTTPTransport.handle_request = answer

from bria_client import BriaSyncClient

client = BriaSyncClient(base_url="https://api.example", api_token="token")
submitted = client.submit("image/generate", {"prompt": "sea"})
try:
    client.poll(submitted, interval=0.5, timeout=1)
except TimeoutError as error:
    print(f"read: {asked}; raised: {error}")
    assert asked == ["IN_PROGRESS", "IN_PROGRESS", "COMPLETED"] and "r1" not in str(error)
else:
    raise AssertionError("the result was returned")
PY
