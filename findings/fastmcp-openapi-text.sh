#!/bin/bash
# fastmcp 4.2.3, from_openapi(): the text of an operation that answers with text/plain is refused by fastmcp's own client.
# Expected by MCP (2025-06-18, "Tools", output schema): a server that gives a tool an output schema must give results that fit it. fastmcp
# makes the schema itself, an object with the text as result, and wraps lists and numbers so.
# Seen: a text is not wrapped: "Tool song has an output schema but did not return structured content". A text that is a JSON number is
# wrapped as that number, and refused as well: "1984 is not of type 'string'". With JSON, the same operation works.
# Cost: transcripts, captions and lyrics, which providers answer as text, never arrive, after the work was done and charged for.
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

operation = {"responses": {"200": answers("text/plain", {"type": "string"})}}
found = [asyncio.run(use(operation, {}, httpx2.Response(200, text=text)))[0] for text in ("In 1984", "1984")]
print([str(each)[:90] for each in found])
assert all(isinstance(each, RuntimeError) for each in found)
assert "did not return structured content" in str(found[0]) and "1984 is not of type 'string'" in str(found[1])
operation = {"responses": {"200": answers("application/json", {"type": "string"})}}
assert asyncio.run(use(operation, {}, httpx2.Response(200, json="In 1984")))[0].data == "In 1984"
PY
