#!/bin/bash
# fal-client 1.0.3: submit() sends its POST up to ten times if the answer is lost, and nothing marks the repeats.
# Expected by RFC 9110 section 9.2.2: a client should not repeat a POST by itself, unless it knows that the request is
# idempotent or was never applied.
# Seen: the queue takes the job and the connection ends before the answer: the same POST follows after 0.1 s, and
# again, until an answer arrives. No header tells the queue that it is the same job (no idempotency key, no request
# id).
# Cost: each POST that arrived is a job that runs and is charged; the ids of all but the last are lost.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check fal-client==1.0.3 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import time
import fal_client, httpx

jobs = []
time.sleep = lambda seconds: None

def queue(transport, request):
    jobs.append(request)  # the queue has taken the job ...
    if len(jobs) < 10:
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.")  # ... and the answer is lost
    url = "https://queue.fal.run/acme/video/requests/r10"
    return httpx.Response(200, request=request, json={
        "request_id": "r10", "response_url": url, "status_url": url + "/status", "cancel_url": url + "/cancel"})

httpx.HTTPTransport.handle_request = queue
handle = fal_client.SyncClient(key="key").submit("acme/video", arguments={"prompt": "sea"})
differing = {name for job in jobs for name, value in job.headers.items() if jobs[0].headers.get(name) != value}
keys = [name for name in jobs[0].headers if "idempot" in name or "request-id" in name]
print(f"{len(jobs)} jobs for one submit(), known by the caller: {handle.request_id}; keys {keys}, headers that differ {differing}")
assert len(jobs) == 10 and handle.request_id == "r10" and not keys and not differing
PY
