#!/bin/bash
# skeemas 1.2.5 and jjv 1.0.2 (npm): a number is invalid, or an error, where the schema has a format.
# Expected by JSON Schema draft 4, section 7.1: a format applies to texts; an instance of another type is valid. A field that is a text or
# a number is described so.
# Seen: with {"format": "date-time"} skeemas says that 5 is invalid, and jjv raises TypeError: "v.indexOf is not a function".
# Cost: valid answers of a provider are refused, such as a time that is given in seconds beside one that is a text.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" skeemas@1.2.5 jjv@1.0.2
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const jjv = require('jjv');
const skeemas = require('skeemas');

const schema = { type: ['string', 'number'], format: 'date-time' };
const { valid } = skeemas.validate(5, schema);
console.log('skeemas:', valid);
assert.strictEqual(valid, false);
assert.strictEqual(skeemas.validate('2026-01-01T00:00:00Z', schema).valid, true);
assert.throws(() => jjv().validate(schema, 5), (error) => {
  console.log('jjv:', error.message);
  return error instanceof TypeError;
});
JS
node show.cjs
