#!/bin/bash
# clientele 2.3.1: a query parameter whose schema is an enumeration is sent as the name of the Python member.
# Expected by OpenAPI 3.1.1, "Style Values" (form, the default in a query): status=queued.
# Seen: GET /jobs?status=Status.QUEUED. The same member in a JSON body is right.
# Cost: a provider that checks the value answers 400 or 422; one that ignores what it does not know lists all jobs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check 'clientele[cli]==2.3.1' httpx2==2.16.2 pydantic==2.14.4
cd "$dir"
cat > api.yaml <<'YAML'
openapi: 3.1.0
info: {title: Jobs, version: "1"}
servers: [{url: https://api.example}]
paths:
  /jobs:
    get:
      operationId: listJobs
      parameters:
        - {name: status, in: query, schema: {$ref: '#/components/schemas/Status'}}
      responses:
        "200": {description: the jobs, content: {application/json: {schema: {$ref: '#/components/schemas/Jobs'}}}}
components:
  schemas:
    Status: {type: string, enum: [queued, succeeded]}
    Jobs: {type: object, required: [ids], properties: {ids: {type: array, items: {type: string}}}}
YAML
"$dir/venv/bin/clientele" start-api -f api.yaml -o client > log.txt 2>&1
"$dir/venv/bin/python" - <<'PY'
import httpx2

urls = []

def answer(transport, request):
    urls.append(str(request.url))
    return httpx2.Response(200, json={"ids": []}, request=request)

httpx2.HTTPTransport.handle_request = answer

from client import client, schemas

client.list_jobs(status=schemas.Status.QUEUED)
print(urls[0])
assert urls == ["https://api.example/jobs?status=Status.QUEUED"]
PY
