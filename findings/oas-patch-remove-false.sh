#!/bin/bash
# oas-patch 0.6.0: an Overlay action with "remove: false" deletes its target.
# Expected by OpenAPI Overlay 1.0.0 section 4.4.3 (Action Object): remove is a boolean that is false by default; only
# true removes, and else update is merged.
# Seen: the presence of the word counts, not its value: the operation that should get a summary is gone.
# Cost: operations missing from the client that is generated from the patched document; no error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check oas-patch==0.6.0 jsonpath-ng==1.16.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from oas_patch.overlay import apply_overlay

document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/jobs": {
    "get": {"operationId": "list", "responses": {"200": {"description": "jobs"}}},
    "post": {"operationId": "submit", "responses": {"201": {"description": "a job"}}}}}}
action = {"target": "$.paths['/jobs'].post", "remove": False, "update": {"summary": "Submit a job"}}
apply_overlay(document, {"overlay": "1.0.0", "info": {"title": "o", "version": "1"}, "actions": [action]})
print("operations left:", list(document["paths"]["/jobs"]))
assert list(document["paths"]["/jobs"]) == ["get"]
PY
