#!/bin/bash
# @stoplight/json-schema-sampler 0.3.0 (npm): of a schema with properties and oneOf, the sample has only those of oneOf.
# Expected by JSON Schema (Draft 7, which its README names): keywords beside each other all count, so an object of such a schema has its required
# properties and fits one of the choices. Beside allOf, the package does so.
# Seen: for a required prompt and a oneOf of a field url the sample is {"url":"string"}, which the schema refuses. With anyOf it is the same.
# Cost: the examples of documentation and mocks that are made with it lack the common fields of each request that has variants.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @stoplight/json-schema-sampler@0.3.0
cd "$dir"
cat > beside.cjs <<'JS'
const assert = require('node:assert');
const { sample } = require('@stoplight/json-schema-sampler');

const base = { type: 'object', properties: { prompt: { type: 'string' } }, required: ['prompt'] };
const choice = [{ type: 'object', properties: { url: { type: 'string' } }, required: ['url'] }];
const seen = Object.fromEntries(['allOf', 'oneOf', 'anyOf'].map((keyword) => [keyword, sample({ ...base, [keyword]: choice }, {})]));
console.log(seen);
const url = { url: 'string' };
assert.deepStrictEqual(seen, { allOf: { prompt: 'string', ...url }, oneOf: url, anyOf: url });
JS
node beside.cjs
