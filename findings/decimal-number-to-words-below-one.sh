#!/bin/bash
# decimal-number-to-words 1.3.3 (npm): zero and negative numbers are empty texts.
# Expected by its README: numbers are converted to words; 0.5 is "zero point five".
# Seen: toWords() of 0, of -5 and of -0.5 is "", without an error.
# Cost: a voice says "the temperature is degrees", and a balance below zero is not announced.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" decimal-number-to-words@1.3.3
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { toWords } from 'decimal-number-to-words';

const seen = [5, 0.5, 0, -5, -0.5].map((number) => toWords(number));
console.log(seen);
assert.deepStrictEqual(seen, ['five', 'zero point five', '', '', '']);
JS
node check.mjs
