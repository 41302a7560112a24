#!/bin/bash
# dydantic 0.0.8: a field that may be null, written as ["string", "null"], is refused.
# Expected by JSON Schema 2020-12, validation section 6.1.1: type is a text or an array of texts. OpenAPI 3.1 writes what may be null in
# this way.
# Seen: ValueError, "Unsupported JSON schema type", for the whole schema. The same with anyOf is accepted.
# Cost: no model can be made of most descriptions in OpenAPI 3.1, or of tools of language models.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check dydantic==0.0.8
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from dydantic import create_model_from_schema


def outcome(error):
    schema = {"title": "Job", "type": "object", "properties": {"error": error}, "required": ["error"]}
    try:
        return create_model_from_schema(schema).model_validate({"error": None}).model_dump()
    except ValueError as problem:
        return str(problem)


any_of, type_list = outcome({"anyOf": [{"type": "string"}, {"type": "null"}]}), outcome({"type": ["string", "null"]})
print(any_of, "|", type_list)
assert any_of == {"error": None} and type_list.startswith("Unsupported JSON schema type: ['string', 'null']")
PY
