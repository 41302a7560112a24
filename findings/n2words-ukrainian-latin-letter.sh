#!/bin/bash
# n2words 4.0.0 (npm): Ukrainian numbers are written with the Latin letter "i".
# Expected by its README: numbers to words in 71 languages. Ukrainian is written in Cyrillic, where this letter is U+0456.
# Seen: 8, 60, 200, 1,000,000 and others have U+0069 in the middle of Cyrillic words, as in "вiсiм". It looks the same in most fonts.
# Cost: a voice spells the word or changes the language in it, and no transcript matches: a comparison by words counts an error where a
# person sees none.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" n2words@4.0.0
cd "$dir"
cat > letter.mjs <<'JS'
import assert from 'node:assert';
import { toCardinal, toCurrency } from 'n2words/uk-UA';

const words = [8, 60, 200, 1_000_000].map((number) => toCardinal(number));
console.log(words, toCurrency(2000.01));
for (const text of [...words, toCurrency(2000.01)]) {
  assert.ok(/[a-z]/.test(text) && /[а-я]/.test(text));
}
assert.notStrictEqual(toCardinal(8), 'вісім');
assert.strictEqual(toCardinal(8).replaceAll('i', 'і'), 'вісім');
JS
node letter.mjs
