#!/bin/bash
# fences 1.4.0: of samples for oneOf, valid ones are called invalid.
# Expected by its README: it generates valid samples that fulfil the schema, and invalid ones that violate it; software has to accept
# the one and reject the other. JSON Schema 2020-12, core section 10.2.1.3: valid against exactly one.
# Seen: for oneOf of an integer and the text "x", the sample "x" comes as an invalid one. It is valid against the second schema alone.
# Cost: a test that uses the samples fails for a server that is right, or makes it wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check fences==1.4.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from fences import parse_json_schema

SCHEMA = {"oneOf": [{"type": "integer"}, {"type": "string", "enum": ["x"]}]}
graph = parse_json_schema(SCHEMA)
samples = [(graph.execute(entry.path), entry.is_valid) for entry in graph.generate_paths()]
print(samples)


def is_valid(value):
    return (type(value) is int) != (value == "x")


assert ("x", False) in samples and is_valid("x")
PY
