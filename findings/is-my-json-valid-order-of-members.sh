#!/bin/bash
# is-my-json-valid 2.20.6 and jjv 1.0.2 (npm): an object of an enumeration is refused if its members stand in another order.
# Expected by JSON Schema draft 4, section 3.6: two objects are equal if they have the same members with equal values. The members of a
# JSON object have no order.
# Seen: both compare the texts that JSON.stringify() makes. {"height": 1, "width": 2} is not in an enumeration that has {"width": 2,
# "height": 1}, and uniqueItems lets a list with both pass.
# Cost: the size of an image, written by another library, is invalid.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" is-my-json-valid@2.20.6 jjv@1.0.2
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const isMyJsonValid = require('is-my-json-valid');
const jjv = require('jjv');

const checks = {
  'is-my-json-valid': (schema, value) => isMyJsonValid(schema)(value),
  jjv: (schema, value) => jjv().validate(schema, value) === null,
};
const [one, other] = [{ width: 2, height: 1 }, { height: 1, width: 2 }];
for (const [name, check] of Object.entries(checks)) {
  const found = [check({ enum: [one] }, one), check({ enum: [one] }, other), check({ uniqueItems: true }, [one, other])];
  console.log(name, found);
  assert.deepStrictEqual(found, [true, false, true]);
}
JS
node show.cjs
