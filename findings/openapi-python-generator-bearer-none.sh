#!/bin/bash
# openapi-python-generator 2.1.2: whatever security a document declares, its client sends "Authorization: Bearer ...".
# Expected by OpenAPI 3.1.1, "Security Scheme Object": type apiKey, in header, name X-Api-Key asks for that header.
# Seen: without a token in its configuration the client sends the words "Bearer None", also to an operation with
# security: []. It has no place for X-Api-Key.
# Cost: no request to a provider with a header of its own is accepted, and a public operation that looks at
# Authorization first answers 401.
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
security: [{key: []}]
paths:
  /jobs:
    get:
      operationId: listJobs
      responses: {"200": {description: the jobs, content: {application/json: {schema: {$ref: '#/components/schemas/Jobs'}}}}}
  /models:
    get:
      operationId: listModels
      security: []
      responses: {"200": {description: the models, content: {application/json: {schema: {$ref: '#/components/schemas/Jobs'}}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Api-Key}
  schemas:
    Jobs: {type: object, required: [ids], properties: {ids: {type: array, items: {type: string}}}}
YAML
"$dir/venv/bin/openapi-python-generator" api.yaml client --library httpx > log.txt 2>&1
grep -rqi "x-api-key" client && { echo "the header is known"; exit 1; }
"$dir/venv/bin/python" - <<'PY'
import httpx

sent = []

def answer(transport, request):
    sent.append((request.url.path, request.headers["authorization"]))
    return httpx.Response(200, json={"ids": []}, request=request)

httpx.HTTPTransport.handle_request = answer

from client.services.default_service import listJobs, listModels

listJobs()
listModels()
print(sent)
assert sent == [("/jobs", "Bearer None"), ("/models", "Bearer None")]
PY
