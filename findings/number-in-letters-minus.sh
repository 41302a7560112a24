#!/bin/bash
# number-in-letters 0.5.0 (npm): minus five is "undefined-five".
# Expected by its README: numbers are converted to their written form. A number that is not taken ought to be an error.
# Seen: each negative number is spoken with "undefined" in it: -5 is "undefined-five".
# Cost: a voice says "undefined" to customers.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" number-in-letters@0.5.0
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import letters from 'number-in-letters';

const seen = [5, 25, -5].map((number) => letters(number));
console.log(seen);
assert.deepStrictEqual(seen, ['five', 'twenty-five', 'undefined-five']);
JS
node check.mjs
