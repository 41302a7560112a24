#!/bin/bash
# mesh-toolkit 0.1.0: why a text-to-3D task failed is dropped; of the other kinds of tasks it is told.
# Expected by Meshy's page "Task Lifecycle": of a task that is FAILED, task_error says why, so that the input can be changed.
# retexture.poll() of the package has it in its error.
# Seen: for {"status": "FAILED", "task_error": {"message": "prompt was refused"}} text3d.poll() raises "Task failed: Unknown error", and
# retexture.poll() "Task failed: prompt was refused": the model of a text-to-3D task has no field for it. text3d.get() does not have it,
# either.
# Cost: a refused prompt looks like a fault of the provider, and is sent again as it was.
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

from mesh_toolkit import retexture

task = {"id": "t1", "status": "FAILED", "progress": 0, "created_at": 1, "task_error": {"message": "prompt was refused"}}
use(lambda request: httpx.Response(200, json=task))
found = {}
for service in (text3d, retexture):
    try:
        service.poll("t1")
    except RuntimeError as error:
        found[service.__name__] = str(error)
print(found)
assert found == {"mesh_toolkit.text3d": "Task failed: Unknown error", "mesh_toolkit.retexture": "Task failed: prompt was refused"}
PY
