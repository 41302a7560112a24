#!/bin/bash
# json-schema 0.4.0 (npm): a list or an object is never one of an enumeration.
# Expected by JSON Schema draft 3, section 5.19, which the package says that it implements: the instance must be equal to one of the
# values, which may be of any type.
# Seen: the values are compared as references, so [1024, 1024] is not in an enumeration that has [1024, 1024]: "does not have a value in
# the enumeration".
# Cost: each request with such a field is invalid, whatever it says.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" json-schema@0.4.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { validate } = require('json-schema');

const result = validate([1024, 1024], { enum: [[512, 512], [1024, 1024]] });
console.log(result);
assert.strictEqual(result.valid, false);
assert.match(result.errors[0].message, /enumeration/);
assert.strictEqual(validate('a', { enum: ['a'] }).valid, true);
JS
node show.cjs
