#!/bin/bash
# prance 26.7.19.0: resolving a 3.1 document drops all that stands beside a $ref.
# Expected by OpenAPI 3.1.1 section 4.8.24 (Schema Object) and JSON Schema 2020-12 core section 8.2.3.1: in a schema,
# $ref is a keyword among others, and its siblings count.
# Seen: the resolved schema has neither the additional required fields nor the description; no warning, and the
# document is accepted as 3.1.
# Cost: fields that are always there become optional in what is generated or tested from the resolved document.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check prance==26.7.19.0 openapi-spec-validator==0.9.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json, pathlib
import prance

schemas = {"Base": {"type": "object", "properties": {"id": {"type": "string"}, "url": {"type": "string"}}},
           "Done": {"$ref": "#/components/schemas/Base", "required": ["id", "url"], "description": "A finished job"}}
document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": schemas}}
pathlib.Path("document.json").write_text(json.dumps(document))
resolved = prance.ResolvingParser("document.json", backend="openapi-spec-validator").specification["components"]["schemas"]
print(resolved["Done"])
assert resolved["Done"] == resolved["Base"] == schemas["Base"]
PY
