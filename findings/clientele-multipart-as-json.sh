#!/bin/bash
# clientele 2.3.1: the body of an operation that takes multipart/form-data alone is sent as JSON, the file as a text.
# Expected by OpenAPI 3.1.1, "Special Considerations for multipart Content": a part for each property, the one with
# format binary as a file.
# Seen: the generated model is named ...MultipartFormData, its file is a str, and the request has the type
# application/json. The library itself can send files; the generated code has no way to.
# Cost: no reference audio or image can be uploaded; bytes that are no text cannot even be given.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check 'clientele[cli]==2.3.1' httpx2==2.16.2 pydantic==2.14.4
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
            schema:
              type: object
              required: [name, sample]
              properties: {name: {type: string}, sample: {type: string, format: binary}}
      responses: {"200": {description: a voice, content: {application/json: {schema: {$ref: '#/components/schemas/Voice'}}}}}
components:
  schemas:
    Voice: {type: object, required: [id], properties: {id: {type: string}}}
YAML
"$dir/venv/bin/clientele" start-api -f api.yaml -o client > log.txt 2>&1
"$dir/venv/bin/python" - <<'PY'
import httpx2, pydantic

sent = []

def answer(transport, request):
    sent.append((request.headers["content-type"], request.read()))
    return httpx2.Response(200, json={"id": "voice-1"}, request=request)

httpx2.HTTPTransport.handle_request = answer

from client import client, schemas

client.add_voice(data=schemas.AddVoiceMultipartFormData(name="Anna", sample="RIFF"))
print(*sent[0])
assert sent == [("application/json", b'{"name":"Anna","sample":"RIFF"}')]
try:
    schemas.AddVoiceMultipartFormData(name="Anna", sample=b"RIFF\xff\xfe")
except pydantic.ValidationError as error:
    print("bytes:", error.errors()[0]["type"])
else:
    raise AssertionError("bytes are taken")
PY
