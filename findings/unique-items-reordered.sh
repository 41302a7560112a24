#!/bin/bash
# jambo 0.2.0.post1 and json-schema-to-pydantic 0.5.0: a list with uniqueItems loses its order, and duplicates are no error.
# Expected by JSON Schema 2020-12, validation section 6.4.3: all elements are different; it is a list all the same, whose order counts
# (RFC 8259 section 1: "an ordered sequence"), and a list with duplicates is invalid.
# Seen: the field becomes a Python set. [3, 1, 2] is sent as [1, 2, 3], and [1, 1] is accepted, as [1].
# Cost: scenes, chapters or seeds of a request are sent in another order than they were given.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check jambo==0.2.0.post1 json-schema-to-pydantic==0.5.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json

from jambo import SchemaConverter
from json_schema_to_pydantic import create_model

SCHEMA = {
    "title": "Film",
    "type": "object",
    "properties": {"scenes": {"type": "array", "items": {"type": "integer"}, "uniqueItems": True}},
    "required": ["scenes"],
}
for name, build in (("jambo", SchemaConverter.build), ("json-schema-to-pydantic", create_model)):
    Film = build(json.loads(json.dumps(SCHEMA)))
    sent = [json.loads(Film.model_validate({"scenes": scenes}).model_dump_json())["scenes"] for scenes in ([3, 1, 2], [1, 1])]
    print(name, sent)
    assert sent == [[1, 2, 3], [1]]
PY
