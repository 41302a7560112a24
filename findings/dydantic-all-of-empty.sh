#!/bin/bash
# dydantic 0.0.8: the model of a schema with allOf has no fields, and drops all that it is given.
# Expected by JSON Schema 2020-12, core section 10.2.1.1: an instance has to be valid against each schema of allOf; the object has the
# fields of all of them. The README speaks of nested objects and referenced definitions, and names no limit.
# Seen: allOf is passed over. {"id": 1, "status": "done"} becomes an empty model, and so does {}, though both fields are required.
# Cost: answers of an API whose schemas are composed are read as nothing, without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check dydantic==0.0.8
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from dydantic import create_model_from_schema

PARTS = [
    {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]},
    {"type": "object", "properties": {"status": {"type": "string"}}, "required": ["status"]},
]
PLAIN = {
    "title": "Job", "type": "object", "required": ["id", "status"],
    "properties": {"id": {"type": "integer"}, "status": {"type": "string"}},
}
JOB = {"id": 1, "status": "done"}
plain = create_model_from_schema(PLAIN).model_validate(JOB).model_dump()
composed = create_model_from_schema({"title": "Job", "allOf": PARTS})
print(plain, composed.model_validate(JOB).model_dump(), composed.model_validate({}).model_dump())
assert plain == JOB
assert composed.model_validate(JOB).model_dump() == composed.model_validate({}).model_dump() == {}
PY
