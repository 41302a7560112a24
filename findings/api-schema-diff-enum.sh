#!/bin/bash
# api-schema-diff 1.0.4: a value that is taken out of an enumeration is no breaking change.
# Expected by its README: it detects breaking changes between API descriptions. OpenAPI 3.0.3, Schema Object: enum lists the allowed
# values, so a request with the removed one, which was right before, is refused.
# Seen: "No breaking changes found", exit code 0, in a request's body as in a parameter. A change of the type of the same field is
# found.
# Cost: the check lets through that a provider has dropped a model or a format that a program asks for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check api-schema-diff==1.0.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import copy
import json
import os
import subprocess
import sys

TOOL = os.path.join(os.path.dirname(sys.executable), "api-schema-diff")
OLD = {
    "openapi": "3.0.3", "info": {"title": "Jobs", "version": "1"},
    "paths": {"/jobs": {"post": {
        "parameters": [{"name": "format", "in": "query", "schema": {"type": "string", "enum": ["mp3", "wav"]}}],
        "requestBody": {"content": {"application/json": {"schema": {
            "type": "object", "properties": {"model": {"type": "string", "enum": ["small", "large"]}}}}}},
        "responses": {"200": {"description": "made"}}}}},
}


def exit_code(change):
    new = copy.deepcopy(OLD)
    operation = new["paths"]["/jobs"]["post"]
    change(operation["parameters"][0]["schema"])
    change(operation["requestBody"]["content"]["application/json"]["schema"]["properties"]["model"])
    for name, document in (("old.json", OLD), ("new.json", new)):
        with open(name, "w") as file:
            json.dump(document, file)
    return subprocess.run([TOOL, "old.json", "new.json"], capture_output=True).returncode


seen = {"enum": exit_code(lambda schema: schema["enum"].pop()), "type": exit_code(lambda schema: schema.update(type="integer"))}
print(seen)
assert seen == {"enum": 0, "type": 1}
PY
