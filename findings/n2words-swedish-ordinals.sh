#!/bin/bash
# n2words 4.0.0 (npm): in Swedish the 21st is "tjugo-ettde", which is no word.
# Expected by its README: toOrdinal() gives "forty-second" and the like in each language. In Swedish it is "tjugoförsta", as "första" is
# the first, and the 20th is "tjugonde".
# Seen: only the numbers below 20 are right. From there on "de" is put behind the cardinal number: "tjugode", "tjugo-ettde", "hundra och
# ettde".
# Cost: more than a third of all dates is read in words that do not exist.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" n2words@4.0.0
cd "$dir"
cat > ordinals.mjs <<'JS'
import assert from 'node:assert';
import { toOrdinal } from 'n2words/sv-SE';

const seen = [1, 2, 20, 21, 22, 31, 101].map((number) => toOrdinal(number));
console.log(seen);
assert.deepStrictEqual(seen.slice(0, 2), ['första', 'andra']);
assert.deepStrictEqual(seen.slice(2), ['tjugode', 'tjugo-ettde', 'tjugo-tvåde', 'trettio-ettde', 'hundra och ettde']);
JS
node ordinals.mjs
