#!/bin/bash
# openapi-python-generator 2.1.2: of several documented successes only the first is one; another raises.
# Expected by OpenAPI 3.1.1, "Responses Object": each listed code is a known response, 202 beside 200 a success as well.
# Seen: an operation that documents 200 (done at once) and 202 (queued) raises "submit failed with status code: 202".
# The exception holds the code and that sentence, and neither body nor id.
# Cost: a submit that was taken, and will be charged for, looks failed; who tries again pays twice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-python-generator==2.1.2 httpx==0.28.1 pydantic==2.14.4
cd "$dir"
cat > api.yaml <<'YAML'
openapi: 3.1.0
info: {title: Jobs, version: "1"}
servers: [{url: https://api.example}]
paths:
  /jobs:
    post:
      operationId: submit
      responses:
        "200": {description: done at once, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}
        "202": {description: queued, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}
components:
  schemas:
    Job: {type: object, required: [id], properties: {id: {type: string}}}
YAML
"$dir/venv/bin/openapi-python-generator" api.yaml client --library httpx > log.txt 2>&1
"$dir/venv/bin/python" - <<'PY'
import httpx

codes = [200, 202]

def answer(transport, request):
    return httpx.Response(codes.pop(0), json={"id": "job-1"}, request=request)

httpx.HTTPTransport.handle_request = answer

from client.api_config import HTTPException
from client.services.default_service import submit

assert submit().id == "job-1"
try:
    submit()
except HTTPException as error:
    print(f"202: {type(error).__name__}: {error}")
    assert "202" in str(error) and "job-1" not in str(vars(error))
else:
    raise AssertionError("202 is a success")
PY
