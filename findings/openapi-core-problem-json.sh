#!/bin/bash
# openapi-core 0.23.1: JSON under application/problem+json (or any other +json) is called invalid.
# Expected by RFC 6839 section 3.1 and RFC 9457: what ends in +json is JSON; problem+json is the media type of API
# errors.
# Seen: the body is not parsed; its bytes are held against the schema: InvalidData, "b'{...}' is not of type
# 'object'". The same body under application/json is valid. The parser has to be registered by hand for each such
# type.
# Cost: the documented error of a failed job reads as a broken contract, and its reason is lost.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-core==0.23.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse

def read(media_type):
    document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "servers": [{"url": "http://jobs.example"}],
                "paths": {"/jobs/1": {"get": {"responses": {"404": {"description": "r", "content": {
                    media_type: {"schema": {"type": "object", "properties": {"title": {"type": "string"}}}}}}}}}}}
    result = OpenAPI.from_dict(document).unmarshal_response(
        MockRequest("http://jobs.example", "get", "/jobs/1"),
        MockResponse(b'{"title": "no such job"}', status_code=404, content_type=media_type))
    return result.data, [str(error.__cause__)[:60] for error in result.errors]

seen = {media_type: read(media_type) for media_type in ("application/json", "application/problem+json", "application/vnd.acme.v1+json")}
for media_type, found in seen.items():
    print(media_type, found)
assert seen.pop("application/json") == ({"title": "no such job"}, [])
assert all(data is None and len(errors) == 1 for data, errors in seen.values())
PY
