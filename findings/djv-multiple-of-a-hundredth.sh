#!/bin/bash
# djv 2.1.4 (npm): 0.3 is no multiple of 0.05, and 19.99 none of 0.01.
# Expected by JSON Schema (validation), section 6.2.1: a number is valid if the division by multipleOf gives an integer. JSON's numbers
# are decimal, and 0.3 / 0.05 is 6.
# Seen: the remainder of the binary numbers is taken, so 0.3, 0.35, 0.07 and 19.99 are refused, and 0.25 is valid.
# Cost: a strength, a guidance scale or a price that a form offers in such steps is refused at some values only, which a test of a few
# values does not find.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" djv@2.1.4
cd "$dir"
cat > hundredth.cjs <<'JS'
const assert = require('node:assert');
const djv = require('djv');

function valid(multipleOf, value) {
  const validator = new djv();
  validator.addSchema('step', { multipleOf });
  return validator.validate('step', value) === undefined;
}
const pairs = [[0.05, 0.25], [0.05, 0.3], [0.05, 0.35], [0.01, 0.07], [0.01, 19.99]];
const seen = pairs.map(([step, value]) => [step, value, valid(step, value)]);
console.log(seen);
assert.deepStrictEqual(seen.map(([, , is]) => is), [true, false, false, false, false]);
JS
node hundredth.cjs
