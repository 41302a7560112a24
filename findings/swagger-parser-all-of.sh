#!/bin/bash
# swagger-parser 1.0.1: no object is valid whose definition is put together with allOf.
# Expected by OpenAPI 2.0, "Composition and Inheritance": allOf takes definitions that are used together to compose a single object. The
# package gives examples of definitions, and checks objects against them.
# Seen: the example of such a definition is [{}], a list with an empty object; a right object is invalid, and so is the right answer of
# an operation. The same fields without allOf are fine.
# Cost: tests that check a fake server by the description of a provider fail for each composed job, or are switched off.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check swagger-parser==1.0.1 six==1.17.0
cd "$dir"
"$dir/venv/bin/python" -W ignore - <<'PY'
import json

from swagger_parser import SwaggerParser

PLAIN = {"type": "object", "properties": {"id": {"type": "string"}, "status": {"type": "string"}}}
COMPOSED = {
    "allOf": [
        {"type": "object", "properties": {"id": {"type": "string"}}},
        {"type": "object", "properties": {"status": {"type": "string"}}},
    ]
}
with open("api.json", "w") as file:
    json.dump({
        "swagger": "2.0", "info": {"title": "Jobs", "version": "1"}, "paths": {},
        "definitions": {"Plain": PLAIN, "Composed": COMPOSED},
    }, file)
parser = SwaggerParser(swagger_path="api.json")
job = {"id": "1", "status": "done"}
seen = {name: (parser.definitions_example[name], parser.validate_definition(name, job)) for name in ("Plain", "Composed")}
print(seen)
assert seen["Plain"] == ({"id": "string", "status": "string"}, True)
assert seen["Composed"][0] == [{}] and not seen["Composed"][1]
PY
