#!/bin/bash
# mesh-toolkit 0.1.0: a 3D model is ordered up to five times, if the answer is lost or Meshy answers 5xx.
# Expected by RFC 9110 section 9.2.2: a POST is not repeated automatically, unless it is known to be idempotent or was never applied. Of
# request() the documentation says that a 429 is repeated.
# Seen: one generate() sends five POSTs on 502, and five where the connection is open and the answer does not come in time; nothing marks
# them as one (no idempotency key). Then it raises RetryError.
# Cost: each POST that had arrived is a task that runs and takes credits; the ids of all but the last are lost.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mesh-toolkit==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import os, time
os.environ["MESHY_API_KEY"] = "key"
time.sleep = lambda seconds: None

import httpx
from mesh_toolkit import base, text3d

requests = []

def use(answer):
    def provider(request):
        requests.append(request.method)
        return answer(request)
    requests.clear()
    base._client = httpx.Client(transport=httpx.MockTransport(provider))

def lost(request):
    raise httpx.ReadTimeout("no answer", request=request)

found = {}
for name, answer in (("502", lambda request: httpx.Response(502)), ("lost", lost)):
    use(answer)
    try:
        text3d.generate("a boat", wait=False)
    except Exception as error:
        found[name] = (type(error).__name__, list(requests))
print(found)
assert found == {"502": ("RetryError", ["POST"] * 5), "lost": ("RetryError", ["POST"] * 5)}
PY
