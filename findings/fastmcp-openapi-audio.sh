#!/bin/bash
# fastmcp 4.2.3, from_openapi(): a tool whose operation answers with audio always fails.
# Expected by MCP (2025-06-18, "Tools"): a result may hold audio or an image, as base64 with its media type; fastmcp has Audio and Image
# for tools that are written by hand. The tool is offered, with an output schema of format binary.
# Seen: the bytes are given to a JSON parser: the call ends with ToolError, "'utf-8' codec can't decode byte 0xff in position 0". The
# request was made and answered with 200.
# Cost: a sound that was generated, and is paid for, is thrown away at each call, and the model tries again.
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

operation = {"responses": {"200": answers("audio/mpeg", {"type": "string", "format": "binary"})}}
answer = httpx2.Response(200, content=b"\xff\xfb\x90\x64", headers={"content-type": "audio/mpeg"})
result, request = asyncio.run(use(operation, {}, answer))
print(request.method, request.url, type(result).__name__, result)
assert type(result).__name__ == "ToolError" and "codec can't decode" in str(result)
PY
