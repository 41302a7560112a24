#!/bin/bash
# openapi-overlays-js 0.2.0 (npm): an Overlay that adds a parameter turns the list of parameters into an object.
# Expected by OpenAPI Overlay 1.0.0 section 4.4.3 (Action Object): if the target is an array, the value of update is
# appended to it.
# Seen: parameters becomes an object with the keys 0, 1, ... and the new parameter's fields beside them. Exit code 0.
# Cost: the result is no OpenAPI document any more; the next tool fails, or drops the parameters.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-overlays-js@0.2.0
cd "$dir"
cat > document.json <<'JSON'
{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/jobs": {"get": {
  "parameters": [{"name": "cursor", "in": "query", "schema": {"type": "string"}}], "responses": {"200": {"description": "jobs"}}}}}}
JSON
cat > overlay.json <<'JSON'
{"overlay": "1.0.0", "info": {"title": "o", "version": "1"}, "actions": [
  {"target": "$.paths['/jobs'].get.parameters", "update": {"name": "limit", "in": "query", "schema": {"type": "integer"}}}]}
JSON
node_modules/.bin/overlayjs --openapi document.json --overlay overlay.json > out.yaml
cat out.yaml
grep -A12 '^ *parameters:$' out.yaml > parameters
grep -q "^ *'0':$" parameters
grep -q '^ *name: limit$' parameters
if grep -q '^ *- name: limit$' out.yaml; then exit 1; fi
