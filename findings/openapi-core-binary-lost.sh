#!/bin/bash
# openapi-core 0.23.1: audio in a documented response comes out as None, with no error.
# Expected by OpenAPI 3.1.0, Media Type Object (considerations for file uploads), and JSON Schema: raw files are described
# by an absent or unconstrained schema, and under the empty schema any value is valid; so the bytes are the data.
# Seen: with "schema: {}" under audio/mpeg, unmarshal_response() has no errors, and data is None. Without the word
# schema the same bytes are there; JSON under an empty schema is there as well.
# Cost: the one thing that was paid for, lost by the layer that validates it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-core==0.23.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse

def data(media_type, content, body):
    document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "servers": [{"url": "http://jobs.example"}],
                "paths": {"/result": {"get": {"responses": {"200": {"description": "r", "content": {media_type: content}}}}}}}
    result = OpenAPI.from_dict(document).unmarshal_response(
        MockRequest("http://jobs.example", "get", "/result"), MockResponse(body, content_type=media_type))
    assert result.errors == [], result.errors
    return result.data

audio = b"ID3\x04\x00\xff\xfb"
seen = [data("audio/mpeg", {"schema": {}}, audio), data("audio/mpeg", {}, audio), data("application/json", {"schema": {}}, b"[1]")]
print(seen)
assert seen == [None, audio, [1]]
PY
