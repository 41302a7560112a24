#!/bin/bash
# written-number 0.11.1 (npm): a negative number becomes an empty text.
# Expected by its README: the function converts numbers to words. What cannot be said has to be refused, not left out.
# Seen: writtenNumber(-5) is "" in English, Spanish, French, Italian and Portuguese, without an error or a warning; 5 is right in each.
# Cost: a voice says "it is degrees outside", and a loss in a report is spoken as nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" written-number@0.11.1
cd "$dir"
cat > negative.cjs <<'JS'
const assert = require('node:assert');
const writtenNumber = require('written-number');

const found = ['en', 'es', 'fr', 'it', 'pt'].map((lang) => [-5, 5].map((number) => writtenNumber(number, { lang })));
console.log(found);
assert.deepStrictEqual(found, [['', 'five'], ['', 'cinco'], ['', 'cinq'], ['', 'cinque'], ['', 'cinco']]);
JS
node negative.cjs
