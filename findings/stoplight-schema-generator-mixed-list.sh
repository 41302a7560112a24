#!/bin/bash
# @stoplight/json-schema-generator 1.0.2 (npm): the items of a list get the type of the last one.
# Expected: a schema that is made from a value accepts the value, so for a list of an integer and a text both types, or none.
# Seen: for [1, "auto"] the items are texts, for ["auto", 1] integers, and for [null, 1] integers; each schema refuses the value that it was
# made from.
# Cost: what a schema allows depends on the order in which a recorded answer has its items, and checks against it fail.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @stoplight/json-schema-generator@1.0.2 ajv@8.20.0
cd "$dir"
cat > mixed.cjs <<'JS'
const assert = require('node:assert');
const { default: Ajv } = require('ajv');
const generate = require('@stoplight/json-schema-generator');

const seen = [[1, 'auto'], ['auto', 1], [null, 1]].map((value) => {
  const { $schema, ...schema } = generate(value);
  return { value, type: schema.items.type, valid: new Ajv().validate(schema, value) };
});
console.log(seen);
assert.deepStrictEqual(seen.map(({ type, valid }) => [type, valid]), [['string', false], ['integer', false], ['integer', false]]);
JS
node mixed.cjs
