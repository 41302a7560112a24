#!/bin/bash
# @apiture/openapi-down-convert 0.14.2 (npm): optional fields as Pydantic and FastAPI write them are left as 3.1 in the 3.0 result.
# Expected by OpenAPI 3.0.3 section 4.7.24 (Schema Object): type is a single word, and "null" is not allowed; a field
# that may be null has nullable: true.
# Seen: "type: [string, null]" is converted, but "anyOf: [{type: string}, {type: null}]" is copied as it is into a
# document that says openapi: 3.0.3, as are exclusiveMinimum as a number and a list of two types. Exit code 0, no
# warning.
# Cost: the result is invalid; 3.0 tools refuse it, or type the field as anything.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @apiture/openapi-down-convert@0.14.2
cd "$dir"
cat > document.json <<'JSON'
{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {"Job": {"type": "object", "properties": {
  "id": {"type": ["string", "null"]}, "url": {"anyOf": [{"type": "string"}, {"type": "null"}]},
  "seconds": {"type": "number", "exclusiveMinimum": 0}, "seed": {"type": ["integer", "string"]}}}}}}
JSON
node_modules/.bin/openapi-down-convert --input document.json --output out.json
cat > check.js <<'JS'
const document = JSON.parse(require('fs').readFileSync('out.json', 'utf8'));
const { id, url, seconds, seed } = document.components.schemas.Job.properties;
console.log(document.openapi, JSON.stringify({ id, url, seconds, seed }));
const same = document.openapi === '3.0.3' && id.nullable === true && id.type === 'string' && url.anyOf[1].type === 'null'
  && seconds.exclusiveMinimum === 0 && Array.isArray(seed.type);
process.exit(same ? 0 : 1);
JS
node check.js
