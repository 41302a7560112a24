#!/bin/bash
# fastmcp 4.2.3, from_openapi(): a file of a multipart form is sent as a text field, without a file name.
# Expected by OpenAPI 3.1.1, "Considerations for multipart Content": a property with format binary is a part with
# application/octet-stream; RFC 7578 section 4.2: a part with a file should have the parameter filename. The tool's schema says format
# binary.
# Seen: the argument can only be a string, and this string is the field's value: base64 that the model gives for the audio goes out as
# base64, in a part without a file name and a type. Nothing tells the model what to give.
# Cost: each tool that takes a picture or a recording is offered and cannot work; hosts answer that the file is missing, or make a job of
# the text.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check fastmcp==4.2.3 httpx2==2.16.2
cd "$dir"
FASTMCP_LOG_LEVEL=CRITICAL "$dir/venv/bin/python" - <<'PY'
import asyncio, httpx2
from fastmcp import Client, FastMCP

def answers(media_type, schema):
    return {"description": "ok", "content": {media_type: {"schema": schema}}}

async def use(operation, arguments, answer, **members):
    "What a call of the operation's tool gives, and the request that it made."
    requests = []
    def provider(request):
        requests.append(request)
        return answer
    document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "servers": [{"url": "https://api.example.com"}],
                "paths": {"/songs": {"post": {"operationId": "song", **operation}}}}
    http = httpx2.AsyncClient(base_url="https://api.example.com", transport=httpx2.MockTransport(provider))
    async with Client(FastMCP.from_openapi(openapi_spec=document, client=http)) as client:
        try:
            result = await client.call_tool("song", arguments)
        except Exception as error:
            result = error
    return result, requests[0] if requests else None

properties = {"name": {"type": "string"}, "audio": {"type": "string", "format": "binary"}}
body = {"required": True, "content": {"multipart/form-data": {"schema": {"type": "object", "properties": properties}}}}
operation = {"requestBody": body, "responses": {"200": answers("application/json", {"type": "object"})}}
_, request = asyncio.run(use(operation, {"name": "me", "audio": "UklGRg=="}, httpx2.Response(200, json={})))
sent = request.content.decode()
print(sent)
assert 'name="audio"\r\n\r\nUklGRg==\r\n' in sent and "filename" not in sent
PY
