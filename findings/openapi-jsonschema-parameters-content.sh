#!/bin/bash
# openapi-jsonschema-parameters 12.1.3 (npm): the schema of a parameter with content is lost.
# Expected by OpenAPI 3.0.3, "Parameter Object": a parameter has a schema or content; the media type in content has its schema.
# Seen: size, a required object with a required width, becomes {}, which allows everything; the parameter with a schema beside it is right.
# Cost: the check of a request passes whatever is in it, and the provider refuses it later.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-jsonschema-parameters@12.1.3
cd "$dir"
cat > content.cjs <<'JS'
const assert = require('node:assert');
const { convertParametersToJSONSchema } = require('openapi-jsonschema-parameters');

const size = { type: 'object', required: ['width'], properties: { width: { type: 'integer' } } };
const { query } = convertParametersToJSONSchema([
  { in: 'query', name: 'count', schema: { type: 'integer' } },
  { in: 'query', name: 'size', required: true, content: { 'application/json': { schema: size } } },
]);
console.log(JSON.stringify(query));
assert.deepStrictEqual(query, { properties: { count: { type: 'integer' }, size: {} }, required: ['size'] });
JS
node content.cjs
