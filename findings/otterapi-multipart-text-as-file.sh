#!/bin/bash
# otterapi 0.1.14: in a multipart body every field is sent as a file, and a field that is left out raises AttributeError.
# Expected by OpenAPI 3.0.3 section 4.7.14.4 (multipart content): a part for each property that is there; text as
# plain text, the property with format binary as a file.
# Seen: the generated add_voice() hands its whole model to httpx as files. With all fields set, the name goes out as a file
# called "upload" of type application/octet-stream, as the recording does. With the optional field left out: "'NoneType'
# object has no attribute 'read'", and nothing is sent. JSON bodies, paths and query styles of the same client are right.
# Cost: a provider that looks for the field "name" finds a file; most calls cannot be made at all, and type checkers see no
# fault.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check otterapi==0.1.14 httpx==0.28.1 pydantic==2.14.4
cd "$dir"
cat > api.json <<'JSON'
{"openapi": "3.0.3", "info": {"title": "Voices", "version": "1"}, "servers": [{"url": "https://api.example"}], "paths": {"/voices": {"post": {
  "operationId": "addVoice", "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": {"type": "object",
    "required": ["name", "file"], "properties": {"name": {"type": "string"}, "labels": {"type": "string"},
    "file": {"type": "string", "format": "binary"}}}}}},
  "responses": {"200": {"description": "added", "content": {"application/json": {"schema": {"type": "object"}}}}}}}}}
JSON
printf 'documents:\n  - {source: ./api.json, output: ./voices}\n' > otter.yml
venv/bin/otter generate > told 2>&1
venv/bin/python - <<'PY'
import re
import typing

import httpx
from voices import endpoints
from voices.client import Client

sent = []


def provider(request):
    sent.append(request.read())
    return httpx.Response(200, json={})


client = Client(http_client=httpx.Client(transport=httpx.MockTransport(provider)))
Body = typing.get_type_hints(endpoints.add_voice)["body"]
endpoints.add_voice(Body(name="Ada", labels="calm", file=b"RIFF"), client=client)
(body,) = sent
parts = re.findall(rb'name="(\w+)"(; filename="\w+")?\r\n(?:Content-Type: ([\w/-]+))?', body)
print("all fields:", parts)
assert parts == [(name, b'; filename="upload"', b"application/octet-stream") for name in (b"name", b"labels", b"file")]
try:
    endpoints.add_voice(Body(name="Ada", file=b"RIFF"), client=client)
except AttributeError as error:
    print("without labels:", error)
    assert len(sent) == 1
else:
    raise AssertionError("it was sent")
PY
