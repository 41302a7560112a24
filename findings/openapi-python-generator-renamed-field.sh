#!/bin/bash
# openapi-python-generator 2.1.2: a field that has another name in Python is sent under that name.
# Expected: the JSON of a request has the names of the schema; an answer with them is read (validation_alias).
# Seen: a field whose name cannot be a Python name ("class", "sample-rate") is read by its own name, and sent by the
# Python one: the body is made by dict() without aliases. Optional fields that were not set go out as null.
# Cost: a provider that ignores unknown fields makes, and charges for, something else than what was asked for.
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
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/NewJob'}}}
      responses: {"200": {description: a job, content: {application/json: {schema: {$ref: '#/components/schemas/NewJob'}}}}}
components:
  schemas:
    NewJob:
      type: object
      required: [sample-rate]
      properties: {sample-rate: {type: integer}, class: {type: string}, seed: {type: integer}}
YAML
"$dir/venv/bin/openapi-python-generator" api.yaml client --library httpx > log.txt 2>&1
"$dir/venv/bin/python" - <<'PY'
import json, httpx

sent = []

def answer(transport, request):
    sent.append(json.loads(request.read()))
    return httpx.Response(200, json={"sample-rate": 24000, "class": "song"}, request=request)

httpx.HTTPTransport.handle_request = answer

from client.models import NewJob
from client.services.default_service import submit

submit(data=NewJob(**{"sample-rate": 24000, "class": "song"}))
print(sent[0])
assert "sample-rate" not in sent[0] and "class" not in sent[0]
assert sorted(str(value) for value in sent[0].values()) == ["24000", "None", "song"]
PY
