#!/bin/bash
# openapi-pydantic 0.6.0: "const: null", "default: null" and null examples are lost on writing.
# Expected: a document that is read and written says the same. The package's README writes with exclude_none=True,
# which it needs, as every absent field is None; and a field whose value is null cannot be told from an absent one.
# Seen: {"const": null} (only null is valid, JSON Schema 2020-12 validation section 6.1.3) comes out as {} (everything
# is valid); the default of a nullable field and an example's value are gone.
# Cost: a spec that a tool only meant to reformat now means something else; generated models lose "= None".
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check openapi-pydantic==0.6.0 pydantic==2.14.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json
from openapi_pydantic import parse_obj

def written(schema):
    document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {"Job": schema}}}
    text = parse_obj(document).model_dump_json(by_alias=True, exclude_none=True)
    return json.loads(text)["components"]["schemas"]["Job"]

const, default = written({"const": None}), written({"type": ["string", "null"], "default": None})
example, inner = written({"type": "object", "example": None}), written({"enum": ["done", None]})
print(const, default, example, inner)
assert const == {} and default == {"type": ["string", "null"]} and example == {"type": "object"} and inner == {"enum": ["done", None]}
PY
