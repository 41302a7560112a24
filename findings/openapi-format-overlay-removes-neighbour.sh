#!/bin/bash
# openapi-format 1.33.6 (npm): an Overlay that removes several items of one list removes others than those it names.
# Expected by OpenAPI Overlay 1.0.0 section 4.4.3 (Action Object): with remove true, the targets are removed from the
# map or array that holds them.
# Seen: the positions are found first and taken out from the lowest on, by which the later ones move. Of two header
# parameters and a query parameter, the action for "in: header" removes the first header and the query parameter, and
# leaves the second header. "OpenAPI formatted successfully", exit code 0.
# Cost: the client that is made of the result cannot turn pages any more, and still has what was to be hidden. With three
# items to remove, the last one is not found at all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-format@1.33.6
cd "$dir"
cat > document.json <<'JSON'
{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/jobs": {"get": {"parameters": [
  {"name": "X-Trace", "in": "header", "schema": {"type": "string"}},
  {"name": "X-Team", "in": "header", "schema": {"type": "string"}},
  {"name": "cursor", "in": "query", "schema": {"type": "string"}}], "responses": {"200": {"description": "jobs"}}}}}}
JSON
cat > overlay.json <<'JSON'
{"overlay": "1.0.0", "info": {"title": "o", "version": "1"}, "actions": [
  {"target": "$.paths['/jobs'].get.parameters[?(@.in == 'header')]", "remove": true}]}
JSON
node_modules/.bin/openapi-format document.json --overlayFile overlay.json --no-sort -o out.json > told 2>&1
node -e '
const names = require("./out.json").paths["/jobs"].get.parameters.map(({ name }) => name);
console.log("left:", names);
require("node:assert").deepStrictEqual(names, ["X-Team"]);
'
