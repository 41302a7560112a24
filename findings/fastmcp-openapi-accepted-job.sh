#!/bin/bash
# fastmcp 4.2.3, from_openapi(): where an operation answers 200 or 202, the answer 202 is refused, and its job is lost.
# Expected by OpenAPI 3.1.1, "Responses Object": each status has its own description; 200 with the result and 202 with the id of a job is
# how providers describe a request that may take longer.
# Seen: the tool has the schema of 200 alone as its output schema. The answer 202, {"id": "j-1"}, is held against it: "Invalid structured
# content returned by tool song: 'url' is a required property". The id is nowhere in what the model gets.
# Cost: the job runs and is charged for; the model reads an error, and orders it again.
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

def required(name):
    return answers("application/json", {"type": "object", "properties": {name: {"type": "string"}}, "required": [name]})

operation = {"responses": {"200": required("url"), "202": required("id")}}
result, _ = asyncio.run(use(operation, {}, httpx2.Response(202, json={"id": "j-1"})))
print(type(result).__name__, str(result)[:100])
assert isinstance(result, RuntimeError) and "'url' is a required property" in str(result)
result, _ = asyncio.run(use(operation, {}, httpx2.Response(200, json={"url": "https://media.example/a.mp3"})))
assert result.data.url == "https://media.example/a.mp3"
PY
