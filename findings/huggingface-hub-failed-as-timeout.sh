#!/bin/bash
# huggingface_hub 2.4.0 with provider "replicate": a prediction that failed at once is told as "timed out", without its reason.
# Expected: Replicate's answer holds status "failed" and the reason in error (page "Prediction lifecycle"), so an
# error that names both.
# Seen: every answer without output is a TimeoutError, "timed out after 60 seconds", here after one request and no wait.
# Neither the id, nor the status, nor the reason is in the error. An answer that says "processing" ends in the same way.
# Cost: users submit (and pay) again what will fail again, and have no id to look for a job that is still running.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check huggingface-hub==2.4.0 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import httpx
from huggingface_hub import InferenceClient, set_client_factory

posts = []
mapping = {"replicate": {"status": "live", "providerId": "acme/video", "task": "text-to-video"}}

def answer(request):
    if request.method == "GET":
        return httpx.Response(200, json={"id": "acme/video", "inferenceProviderMapping": mapping})
    posts.append(request)
    return httpx.Response(201, json={"id": "p1", "status": "failed", "error": "the prompt was refused", "output": None})

set_client_factory(lambda: httpx.Client(transport=httpx.MockTransport(answer)))
try:
    InferenceClient(provider="replicate", api_key="key").text_to_video("sea", model="acme/video")
except Exception as error:
    print(f"{type(error).__name__} after {len(posts)} POST: {error}")
    assert type(error) is TimeoutError and "try again later" in str(error) and "refused" not in str(error) and len(posts) == 1
else:
    raise SystemExit("no error")
PY
