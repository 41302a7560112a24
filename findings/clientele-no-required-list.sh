#!/bin/bash
# clientele 2.3.1: where a schema has no "required" list, all of its fields are required.
# Expected by JSON Schema 2020-12, validation, section 6.5.3: omitting this keyword is the same as an empty list.
# Seen: a job without the optional field "cost" cannot be read (ValidationError: Field required). With a list that names
# "id" alone, the same answer is read, and "cost" is None.
# Cost: the answer to a submit that is charged for is lost with its id, as soon as one field is left out.
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
  /bare:
    post:
      operationId: submitBare
      responses: {"200": {description: a job, content: {application/json: {schema: {$ref: '#/components/schemas/Bare'}}}}}
  /listed:
    post:
      operationId: submitListed
      responses: {"200": {description: a job, content: {application/json: {schema: {$ref: '#/components/schemas/Listed'}}}}}
components:
  schemas:
    Bare: {type: object, properties: {id: {type: string}, cost: {type: number}}}
    Listed: {type: object, required: [id], properties: {id: {type: string}, cost: {type: number}}}
YAML
"$dir/venv/bin/clientele" start-api -f api.yaml -o client > log.txt 2>&1
"$dir/venv/bin/python" - <<'PY'
import httpx2, pydantic

def answer(transport, request):
    return httpx2.Response(200, json={"id": "job-1"}, request=request)

httpx2.HTTPTransport.handle_request = answer

from client import client

listed = client.submit_listed()
assert (listed.id, listed.cost) == ("job-1", None)
try:
    client.submit_bare()
except pydantic.ValidationError as error:
    (problem,) = error.errors()
    print(f"with a list: {listed!r}; without: {problem['loc'][0]}: {problem['msg']}")
    assert (problem["loc"], problem["type"]) == (("cost",), "missing")
else:
    raise AssertionError("the field may be left out")
PY
