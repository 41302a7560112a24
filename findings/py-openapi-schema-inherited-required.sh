#!/bin/bash
# py-openapi-schema-to-json-schema 0.0.3: a required field that a base schema describes is not required any more.
# Expected by JSON Schema draft 4, section 5.4.3: required names fields wherever they are described. With allOf a derived schema often
# makes a field of its base required.
# Seen: of "required" those names are removed that do not stand in "properties" beside it. The converted schema takes an object without
# the field.
# Cost: an answer without the id of its job is valid.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check py-openapi-schema-to-json-schema==0.0.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapi_schema_to_json_schema import to_json_schema

schema = {
    "allOf": [{"type": "object", "properties": {"id": {"type": "string"}}}],
    "type": "object",
    "properties": {"state": {"type": "string"}},
    "required": ["id", "state"],
}
found = to_json_schema(schema)
print(found["required"])
assert found["required"] == ["state"]
PY
