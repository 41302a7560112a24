#!/bin/bash
# openapi-python-generator 2.1.2: the body of a multipart/form-data operation is an argument, and is never sent.
# Expected by OpenAPI 3.1.1, "Special Considerations for multipart Content": a part for each property.
# Seen: addVoice(data={...}) sends a POST of application/json without a body, and returns the answer as if all were well.
# A JSON body beside it is sent.
# Cost: nothing is uploaded, and nothing says so; a provider with optional parts takes, and charges, an empty request.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-python-generator==2.1.2 httpx==0.28.1 pydantic==2.14.4
cd "$dir"
cat > api.yaml <<'YAML'
openapi: 3.1.0
info: {title: Voices, version: "1"}
servers: [{url: https://api.example}]
paths:
  /voices:
    post:
      operationId: addVoice
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {type: object, properties: {name: {type: string}, sample: {type: string, format: binary}}}
      responses: {"200": {description: a voice, content: {application/json: {schema: {$ref: '#/components/schemas/Voice'}}}}}
  /jobs:
    post:
      operationId: submit
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/NewJob'}}}
      responses: {"200": {description: a voice, content: {application/json: {schema: {$ref: '#/components/schemas/Voice'}}}}}
components:
  schemas:
    Voice: {type: object, required: [id], properties: {id: {type: string}}}
    NewJob: {type: object, required: [prompt], properties: {prompt: {type: string}}}
YAML
"$dir/venv/bin/openapi-python-generator" api.yaml client --library httpx > log.txt 2>&1
"$dir/venv/bin/python" - <<'PY'
import httpx

sent = []

def answer(transport, request):
    sent.append((request.headers["content-type"], request.read()))
    return httpx.Response(200, json={"id": "voice-1"}, request=request)

httpx.HTTPTransport.handle_request = answer

from client.models import NewJob
from client.services.default_service import addVoice, submit

submit(data=NewJob(prompt="sea"))
returned = addVoice(data={"name": "Anna", "sample": b"RIFF"})
print(f"JSON: {sent[0]}; multipart: {sent[1]}, returned {returned}")
assert sent[0][1] == b'{"prompt":"sea"}'
assert sent[1] == ("application/json", b"")
PY
