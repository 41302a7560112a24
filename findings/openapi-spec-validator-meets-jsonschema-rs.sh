#!/bin/bash
# openapi-spec-validator 0.9.0: once jsonschema-rs is installed, by whatever package, the messages of its errors change.
# Expected: the same sentence, since the program and the document are the same; an optional backend may be faster.
# Seen: "7 is not of type 'boolean'" becomes `7 is not of type "boolean"` followed by an empty line, the place in the
# schema, the place in the document, and the value, in five more lines of the same `message`.
# Cost: a tool that prints a line for each fault prints six, and tests of messages depend on what else is installed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
pip=("$dir/venv/bin/pip" install -q --disable-pip-version-check)
"${pip[@]}" openapi-spec-validator==0.9.0 openapi-schema-validator==0.9.0 jsonschema==4.26.0
cat > "$dir/messages.py" <<'PY'
from openapi_spec_validator import OpenAPIV31SpecValidator

operation = {"deprecated": 7, "responses": {"200": {"description": "The job"}}}
document = {"openapi": "3.1.0", "info": {"title": "Jobs", "version": "1"}, "paths": {"/jobs": {"get": operation}}}
for error in OpenAPIV31SpecValidator(document).iter_errors():
    print(error.message)
PY
cd "$dir"
without=$("$dir/venv/bin/python" messages.py)
"${pip[@]}" jsonschema-rs==0.60.3
with=$("$dir/venv/bin/python" messages.py)
printf 'without jsonschema-rs:\n%s\n\nwith it:\n%s\n' "$without" "$with"
[ "$(wc -l <<< "$without")" = 1 ]
[ "$(wc -l <<< "$with")" -gt 1 ]
[[ $without == *"is not of type 'boolean'"* && $with == *'is not of type "boolean"'* ]]
