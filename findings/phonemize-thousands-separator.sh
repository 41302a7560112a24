#!/bin/bash
# phonemize 2.0.1 (npm): 1,000,000 is spoken as "one, zero, zero".
# Expected by its README: numbers of an English text are read out. "$1,200" is read as "one thousand two hundred dollars", so the comma is
# known.
# Seen: without a sign of a currency the text is cut at the commas: "1,500 people" is "one, five hundred people", with a pause after the
# one.
# Cost: every larger number of a text is read as several small ones.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" phonemize@2.0.1
cd "$dir"
cat > separator.cjs <<'JS'
const assert = require('node:assert');
const { toIPA } = require('phonemize');

const seen = ['1,000,000', '1,500 people', '$1,200'].map((text) => toIPA(text));
console.log(seen);
assert.strictEqual(seen[0], 'wʌn, ˈziɹoʊ, ˈziɹoʊ');
assert.ok(seen[1].startsWith('wʌn, faɪv ˈhʌndɝd') && !seen[1].includes('θaʊzən'));
assert.ok(seen[2].includes('θaʊzən'));
JS
node separator.cjs
