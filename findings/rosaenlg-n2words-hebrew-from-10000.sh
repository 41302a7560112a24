#!/bin/bash
# rosaenlg-n2words 3.3.0 (npm): in Hebrew a million is one thousand, and ten thousand is nothing.
# Expected by its README: numbers to words, with he for Hebrew and no limit named.
# Seen: up to 9,999 the words are right. From there on only one digit of the thousands is read: 15,000 is five thousand, 21,000 and
# 1,000,000 are one thousand, 10,000 and 100,000 are empty texts.
# Cost: prices of flats and populations are spoken a thousand times too small.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" rosaenlg-n2words@3.3.0
cd "$dir"
cat > 10000.cjs <<'JS'
const assert = require('node:assert');
const n2words = require('rosaenlg-n2words');

const say = (number) => n2words(number, { lang: 'he' });
console.log([1000, 5000, 10_000, 15_000, 21_000, 1_000_000].map((number) => [number, say(number)]));
assert.strictEqual(say(1_000_000), say(1000));
assert.strictEqual(say(21_000), say(1000));
assert.strictEqual(say(15_000), say(5000));
assert.strictEqual(say(10_000), '');
JS
node 10000.cjs
