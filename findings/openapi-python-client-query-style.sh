#!/bin/bash
# openapi-python-client 0.29.1: style and explode of query parameters are ignored without a warning.
# Expected by OpenAPI 3.0.3 section 4.7.12 (Parameter Object, style examples): deepObject is sent as
# filter[status]=done, a form list with explode false as ids=a,b, and pipeDelimited as ids=a|b.
# Seen: the three go out as status=done, ids=a&ids=b and ids=a&ids=b; --fail-on-warning finds nothing.
# Cost: the server does not see the filter: it lists all jobs, or only those of the last id.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-python-client==0.29.1 httpx==0.28.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json, os, pathlib, subprocess, sys
import httpx

text = {"type": "string"}
def operation(operation_id, **parameter):
    parameters = [{"in": "query", "required": True, **parameter}]
    return {"get": {"operationId": operation_id, "parameters": parameters, "responses": {"204": {"description": "r"}}}}
schemas = {"Filter": {"type": "object", "properties": {"status": text}}}
paths = {
    "/deep": operation("deep", name="filter", style="deepObject", explode=True, schema={"$ref": "#/components/schemas/Filter"}),
    "/form": operation("form", name="ids", style="form", explode=False, schema={"type": "array", "items": text}),
    "/pipe": operation("pipe", name="ids", style="pipeDelimited", explode=False, schema={"type": "array", "items": text}),
}
document = {"openapi": "3.0.3", "info": {"title": "gen", "version": "1"}, "paths": paths, "components": {"schemas": schemas}}
pathlib.Path("document.json").write_text(json.dumps(document))
run = subprocess.run([pathlib.Path(sys.executable).parent / "openapi-python-client", "generate", "--path", "document.json",
                      "--output-path", "out", "--fail-on-warning"], capture_output=True, text=True,
                     env={**os.environ, "PATH": f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"})
assert run.returncode == 0, run.stdout + run.stderr  # and so without a warning
sys.path.insert(0, "out")
import gen_client
from gen_client.api.default import deep, form, pipe
from gen_client.models import Filter

sent = []
def answer(request):
    sent.append(request.url.query.decode())
    return httpx.Response(204)
client = gen_client.Client(base_url="http://jobs.example", httpx_args={"transport": httpx.MockTransport(answer)})
deep.sync_detailed(client=client, filter_=Filter(status="done"))
form.sync_detailed(client=client, ids=["a", "b"])
pipe.sync_detailed(client=client, ids=["a", "b"])
print(sent)
assert sent == ["status=done", "ids=a&ids=b", "ids=a&ids=b"]
PY
