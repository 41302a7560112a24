#!/bin/bash
# oas-patch 0.6.0: an update that is merged into several targets is shared by them; a later action on one changes all.
# Expected by OpenAPI Overlay 1.0.0 section 4.4.3: the update is merged with each target by itself, and actions apply
# in sequence to their own targets only.
# Seen: action 1 gives both operations a response 429, action 2 gives the one of GET another description; POST has it,
# too.
# Cost: wrong descriptions, schemas or status meanings in operations that no action named.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check oas-patch==0.6.0 jsonpath-ng==1.16.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from oas_patch.overlay import apply_overlay

document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/jobs": {
    "get": {"responses": {"200": {"description": "jobs"}}}, "post": {"responses": {"201": {"description": "a job"}}}}}}
actions = [
    {"target": "$.paths.*.*", "update": {"responses": {"429": {"description": "too many requests"}}}},
    {"target": "$.paths['/jobs'].get.responses['429']", "update": {"description": "too many polls"}},
]
apply_overlay(document, {"overlay": "1.0.0", "info": {"title": "o", "version": "1"}, "actions": actions})
seen = {method: operation["responses"]["429"]["description"] for method, operation in document["paths"]["/jobs"].items()}
print(seen)
assert seen == {"get": "too many polls", "post": "too many polls"}
PY
