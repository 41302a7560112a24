#!/bin/bash
# aiopenapi3 0.11.0: a slash in the value of a path parameter is sent as it is.
# Expected by OpenAPI 3.1.1, "Path Templating" and "Style Values" (simple, RFC 6570): the value must not hold an
# unescaped "/", "?" or "#"; simple expansion makes them %2F, %3F and %23.
# Seen: the model "acme/sea" at /models/{id}/jobs is asked for as /models/acme/sea/jobs, another path. A space is encoded.
# Cost: ids with a slash (models of several providers have one) get 404, or another resource.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aiopenapi3==0.11.0 httpx2==2.16.2 pydantic==2.14.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import httpx2
from aiopenapi3 import OpenAPI

DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Models", "version": "1"},
    "servers": [{"url": "https://api.example"}],
    "paths": {
        "/models/{id}/jobs": {
            "get": {
                "operationId": "listJobs",
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {
                    "200": {"description": "ids", "content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}}
                },
            }
        }
    },
}
paths = []

def answer(request):
    paths.append(request.url.raw_path.decode())
    return httpx2.Response(200, json=[])

def session(*arguments, **options) -> httpx2.Client:
    return httpx2.Client(transport=httpx2.MockTransport(answer))

api = OpenAPI("https://api.example/openapi.json", DOCUMENT, session_factory=session)
for value in ("acme/sea", "two words"):
    api._.listJobs(parameters={"id": value})
print(paths)
assert paths == ["/models/acme/sea/jobs", "/models/two%20words/jobs"]
PY
