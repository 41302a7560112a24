#!/bin/bash
# fastmcp 4.2.3, from_openapi(): a query parameter that is described as JSON is sent as its fields, without its own name.
# Expected by OpenAPI 3.1.1, "Parameter Object": a parameter with content is serialised as that media type, so {"width": 8} in the
# parameter size is size={"width":8}, with percent encoding.
# Seen: "?width=8&height=4": there is no size in the request, and a field that has the name of another parameter takes its place.
# Cost: the provider gets none of the settings and uses its own, and a paid job is made with them.
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

size = {"name": "size", "in": "query", "content": {"application/json": {"schema": {"type": "object"}}}}
operation = {"parameters": [size], "responses": {"200": answers("application/json", {"type": "object"})}}
_, request = asyncio.run(use(operation, {"size": {"width": 8, "height": 4}}, httpx2.Response(200, json={})))
print(request.url.query)
assert request.url.query == b"width=8&height=4"
PY
