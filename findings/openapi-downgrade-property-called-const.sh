#!/bin/bash
# openapi-downgrade 1.0.1: a field that is called "const" becomes a field called "enum" whose schema is a list.
# Expected by OpenAPI: the names under "properties" are free, and no keywords. A value under "default" or "example" is no schema either.
# Seen: each object of the document is treated as a schema. The field is renamed and its schema put into a list, which no reader takes; in
# defaults and examples "const" and "examples" are rewritten too. (Its last step fetches a schema from the network, and is left out here.)
# Cost: the fields of an API that describes schemas or code are lost, and a request has another default than the document says.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-downgrade==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from openapi_downgrade.converter import transformer

transformer.validate_openapi_3 = lambda spec: (True, None)


def convert(schema):
    document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {"S": schema}}}
    return transformer.convert_spec(document)["components"]["schemas"]["S"]


fields = convert({"type": "object", "properties": {"const": {"type": "string"}, "name": {"type": "string"}}})
default = convert({"type": "object", "default": {"const": "x", "examples": [1]}})
print(fields, default)
assert fields == {"type": "object", "properties": {"name": {"type": "string"}, "enum": [{"type": "string"}]}}
assert default == {"type": "object", "default": {"example": 1, "enum": ["x"]}}
PY
