#!/bin/bash
# openapi-sampler 1.7.10 (npm): the sample of a value that may be null is an empty object if null is named first.
# Expected by its README: it makes samples from schemas and supports anyOf and oneOf; a sample should be valid, so null or a text.
# Seen: anyOf and oneOf of {"type": "null"} and {"type": "string"} give {}, which is neither; in the other order "string" comes,
# and {"type": ["null", "string"]} gives null.
# Cost: documentation (Redoc uses it) shows {} for a seed or a webhook that may be null; requests copied from it are refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-sampler@1.7.10
cd "$dir"
cat > sample.cjs <<'JS'
const assert = require('node:assert');
const { sample } = require('openapi-sampler');

const [none, text] = [{ type: 'null' }, { type: 'string' }];
const schemas = { anyOf: { anyOf: [none, text] }, oneOf: { oneOf: [none, text] }, turned: { anyOf: [text, none] }, list: { type: ['null', 'string'] } };
const seen = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, sample(schema, {}, { openapi: '3.1.0' })]));
console.log(seen);
assert.deepStrictEqual(seen, { anyOf: {}, oneOf: {}, turned: 'string', list: null });
JS
node sample.cjs
