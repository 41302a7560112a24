#!/bin/bash
# openapi-pydantic 0.6.0: an OpenAPI 3.1 document with a schema that is true or false cannot be read.
# Expected by JSON Schema 2020-12 core section 4.3.2, which OpenAPI 3.1 takes over: true and false are schemas,
# wherever a schema may be ("items": false after prefixItems, "unevaluatedProperties": false, a property of any kind:
# true).
# Seen: ValidationError for each of these; only additionalProperties takes them.
# Cost: one closed object in a provider's document, and the whole document is unreadable.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-pydantic==0.6.0 pydantic==2.14.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapi_pydantic import parse_obj

def read(schema):
    document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {"Job": schema}}}
    try:
        parse_obj(document)
    except ValueError as error:
        return type(error).__name__
    return "read"

seen = {
    "property": read({"type": "object", "properties": {"input": True}}),
    "items": read({"type": "array", "prefixItems": [{"type": "string"}], "items": False}),
    "unevaluatedProperties": read({"type": "object", "unevaluatedProperties": False}),
    "additionalProperties": read({"type": "object", "additionalProperties": False}),
}
print(seen)
assert seen.pop("additionalProperties") == "read" and set(seen.values()) == {"ValidationError"}
PY
