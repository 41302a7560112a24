#!/bin/bash
# @stoplight/json-schema-generator 1.0.2 (npm): the schema of a list of lists is that of a flat list.
# Expected: a schema that is made from a value accepts the value; [[1, 2], [3, 4]] is a list of lists of integers.
# Seen: {"type":"array","items":{"type":"integer"}}, which refuses the very value; deeper lists are flattened, too.
# Cost: fields such as boxes, embeddings or the points of a mask get a schema that refuses every true answer of the provider.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @stoplight/json-schema-generator@1.0.2 ajv@8.20.0
cd "$dir"
cat > lists.cjs <<'JS'
const assert = require('node:assert');
const { default: Ajv } = require('ajv');
const generate = require('@stoplight/json-schema-generator');

const seen = [[1, 2], [[1, 2], [3, 4]], [[[1]]]].map((value) => {
  const { $schema, ...schema } = generate(value);
  return { value, schema, valid: new Ajv().validate(schema, value) };
});
console.log(JSON.stringify(seen, null, 1));
const flat = { type: 'array', items: { type: 'integer' } };
assert.deepStrictEqual(seen.map(({ schema }) => schema), [flat, flat, flat]);
assert.deepStrictEqual(seen.map(({ valid }) => valid), [true, false, false]);
JS
node lists.cjs
