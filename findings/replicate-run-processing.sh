#!/bin/bash
# replicate 1.0.7: run() returns None, as if that were the result, when the prediction is still running.
# Expected by its README ("Run a model and wait for its output") and by Replicate's page on creating predictions: with
# "Prefer: wait" the answer may be an incomplete prediction, "starting" or "processing", that has to be polled.
# Seen: run() polls only if the answer says "starting". With "processing" it hands over the output of that moment,
# None, sends no poll and raises nothing.
# Cost: a paid prediction whose output nobody fetches; often run (and paid) once more.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check replicate==1.0.7 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import httpx, replicate

requests = []

def answer(request):
    requests.append(f"{request.method} {request.url.path}")
    done = request.method == "GET"
    return httpx.Response(200 if done else 201, json={
        "id": "p1", "model": "acme/video", "version": "v1", "input": {"prompt": "sea"}, "error": None, "logs": "",
        "status": "succeeded" if done else "processing", "output": "https://files.example/sea.mp4" if done else None,
        "created_at": "2026-01-01T00:00:00Z", "urls": {"get": "https://api.replicate.com/v1/predictions/p1"},
    })

client = replicate.Client(api_token="token", transport=httpx.MockTransport(answer))
output = client.run("acme/video", input={"prompt": "sea"})
print(f"run() gave {output!r} after {requests}")
assert output is None and requests == ["POST /v1/models/acme/video/predictions"]
PY
