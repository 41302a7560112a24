#!/bin/bash
# oas-patch 0.6.0 with jsonpath-ng 1.16.0, which it takes by itself: an Overlay cannot update one item of a list.
# Expected by OpenAPI Overlay 1.0.0 section 4.4.3: a target may be any object, so also a parameter found by a filter
# or index.
# Seen: TypeError, "list indices must be integers or slices, not NoneType": oas-patch asks the path for an attribute,
# index, that jsonpath-ng's Index no longer has (it has indices).
# Cost: parameters, servers and examples are lists: no overlay can mend them with these two versions.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check oas-patch==0.6.0 jsonpath-ng==1.16.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import jsonpath_ng.ext
from oas_patch.overlay import apply_overlay

def document():
    return {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/jobs": {"get": {
        "parameters": [{"name": "cursor", "in": "query"}], "responses": {"200": {"description": "jobs"}}}}}}

for target in ("$.paths['/jobs'].get.parameters[0]", "$.paths['/jobs'].get.parameters[?(@.name == 'cursor')]"):
    assert len(jsonpath_ng.ext.parse(target).find(document())) == 1
    action = {"target": target, "update": {"description": "where to go on"}}
    try:
        apply_overlay(document(), {"overlay": "1.0.0", "info": {"title": "o", "version": "1"}, "actions": [action]})
    except TypeError as error:
        print(target, "->", error)
        assert "NoneType" in str(error)
    else:
        raise SystemExit("list items can be updated now")
PY
