#!/bin/bash
# adp-api-transformer 1.0.6: a document that is split loses the parameters of its paths, and all shared ones.
# Expected by OpenAPI 3.0: parameters may stand beside the operations of a path, for all of them, or in the components. Each {id} of a
# path has to be described.
# Seen: lists beside the operations are skipped, and of the components only schemas and security schemes are copied. /{id} has no
# parameter, and #/components/parameters/limit refers to nothing.
# Cost: the parts are no valid documents; generated clients have no argument for the id of a job.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check adp-api-transformer==1.0.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from adp_api_converter import split_openapi_by_path

LIMIT = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
get = {"parameters": [{"$ref": "#/components/parameters/limit"}], "responses": {"200": {"description": "a job"}}}
document = {
    "openapi": "3.0.3",
    "info": {"title": "t", "version": "1"},
    "paths": {"/jobs/{id}": {"parameters": [ID], "get": get}},
    "components": {"parameters": {"limit": LIMIT}},
}
part = split_openapi_by_path(document)["jobs"]
print(part)
assert part["paths"] == {"/{id}": {"get": get}}
assert "parameters" not in part["components"]
PY
