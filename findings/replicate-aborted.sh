#!/bin/bash
# replicate 1.0.7: a prediction with the documented status "aborted" cannot be read, and hides its whole page of the list.
# Expected by Replicate's page "Prediction lifecycle": a prediction whose deadline passes before it starts is
# "aborted".
# Seen: predictions.get() raises pydantic's ValidationError. predictions.list() raises it too, if one of the page is
# aborted: the other predictions of that page, and the cursor of the next page, are out of reach.
# Cost: one job that was never run keeps you from finding the paid ones.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check replicate==1.0.7 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import httpx, replicate

def prediction(name, status):
    return {"id": name, "model": "acme/video", "version": "v1", "status": status, "input": {}, "output": None, "logs": None,
            "error": None, "metrics": {}, "urls": {}, "created_at": "2026-01-01T00:00:00Z"}

def answer(request):
    if request.url.path.endswith("/p2"):
        return httpx.Response(200, json=prediction("p2", "aborted"))
    page = [prediction("p1", "succeeded"), prediction("p2", "aborted")]
    return httpx.Response(200, json={"previous": None, "next": None, "results": page})

client = replicate.Client(api_token="token", transport=httpx.MockTransport(answer))
for call in (lambda: client.predictions.get("p2"), lambda: client.predictions.list()):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, str(error).replace("\n", " ")[:160])
        assert type(error).__name__ == "ValidationError" and "status" in str(error)
    else:
        raise SystemExit("an aborted prediction can be read now")
PY
