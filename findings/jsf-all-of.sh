#!/bin/bash
# jsf 0.11.2: of objects that are put together with allOf, only the first is generated.
# Expected by JSON Schema 2020-12, core section 10.2.1.1: what is valid against allOf is valid against each of its schemas. The README
# says that what is generated fits the schema.
# Seen: for a job that is made of an id and a result, each object has the id alone, though the result is required.
# Cost: test data for APIs whose schemas are composed, as most of OpenAPI are, is invalid each time, and a fake server answers with half
# of the fields.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jsf==0.11.2 jsonschema==4.26.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from jsf import JSF
from jsonschema import Draft202012Validator

SCHEMA = {
    "allOf": [
        {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]},
        {"type": "object", "properties": {"result": {"type": "string"}}, "required": ["result"]},
    ]
}
objects = [JSF(SCHEMA).generate() for _ in range(20)]
valid = [Draft202012Validator(SCHEMA).is_valid(value) for value in objects]
print(objects[0], "| valid:", sum(valid), "of", len(valid))
assert not any(valid) and all(set(value) == {"id"} for value in objects)
PY
