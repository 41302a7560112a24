#!/bin/bash
# openapi-python-client 0.29.1: a failed job is read as a running one, although the document has a discriminator.
# Expected by OpenAPI 3.0.3 section 4.7.25 (Discriminator Object): the value of propertyName, here kind, says which
# schema of oneOf it is.
# Seen: the schemas of oneOf are tried in their order, and the first that raises no error is taken: Running, whose
# required fields are a part of those of Failed. The reason of the failure is in additional_properties. No warning at
# generation.
# Cost: a job that failed at once is polled until the timeout.
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
def variant(*names):
    return {"type": "object", "required": ["id", "kind", *names], "properties": {name: text for name in ("id", "kind", *names)}}
schemas = {"Running": variant(), "Failed": variant("reason")}
links = {name.lower(): f"#/components/schemas/{name}" for name in schemas}
job = {"oneOf": [{"$ref": link} for link in links.values()], "discriminator": {"propertyName": "kind", "mapping": links}}
paths = {"/jobs/1": {"get": {"operationId": "poll", "responses": {"200": {"description": "r", "content": {"application/json": {"schema": job}}}}}}}
document = {"openapi": "3.0.3", "info": {"title": "gen", "version": "1"}, "paths": paths, "components": {"schemas": schemas}}
pathlib.Path("document.json").write_text(json.dumps(document))
run = subprocess.run([pathlib.Path(sys.executable).parent / "openapi-python-client", "generate", "--path", "document.json",
                      "--output-path", "out", "--fail-on-warning"], capture_output=True, text=True,
                     env={**os.environ, "PATH": f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"})
assert run.returncode == 0, run.stdout + run.stderr  # and so without a warning
sys.path.insert(0, "out")
import gen_client
from gen_client.api.default import poll

answer = {"id": "j1", "kind": "failed", "reason": "prompt refused"}
transport = httpx.MockTransport(lambda request: httpx.Response(200, json=answer))
client = gen_client.Client(base_url="http://jobs.example", httpx_args={"transport": transport})
job = poll.sync(client=client)
print(type(job).__name__, job)
assert type(job).__name__ == "Running" and job.additional_properties == {"reason": "prompt refused"}
PY
