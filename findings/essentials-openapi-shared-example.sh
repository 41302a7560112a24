#!/bin/bash
# essentials-openapi 1.4.0: a shared example is shown within {"value": ...}, an example in place without.
# Expected by OpenAPI 3.0, Example Object: the example is what stands in its field "value"; an example in "components" is used by
# reference, and means the same.
# Seen: for the reference the whole Example Object is shown, with its summary, as if it were the body.
# Cost: the reader sends a body with the fields "summary" and "value".
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check essentials-openapi[full]==1.4.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapidocs.mk.v3 import OpenAPIV3DocumentationHandler

EXAMPLE = {"summary": "short", "value": {"text": "hello"}}


def page(example):
    content = {"application/json": {"schema": {"type": "object"}, "examples": {"short": example}}}
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Jobs", "version": "1"},
        "paths": {"/jobs": {"post": {"requestBody": {"content": content}, "responses": {"204": {"description": "made"}}}}},
        "components": {"examples": {"Short": EXAMPLE}},
    }
    return OpenAPIV3DocumentationHandler(document, style="MKDOCS").write()


shared, in_place = page({"$ref": "#/components/examples/Short"}), page(EXAMPLE)
print(shared)
assert '"text": "hello"' in shared and '"text": "hello"' in in_place
assert '"value": {' in shared and '"value"' not in in_place
PY
