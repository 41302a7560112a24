#!/bin/bash
# n2words 4.0.0 (npm): Finnish hundreds, thousands and millions are in the wrong case.
# Expected by the grammar: after a number other than one the counted word is in the partitive: kaksisataa (200), kaksituhatta (2,000),
# kaksi miljoonaa.
# Seen: "kaksi sata", "kaksi tuhat" and "kaksi miljoona", the form for one alone. The currency of the same library has it right: "kaksi
# euroa".
# Cost: every number from 200 on is wrong to the ear, and for a transcript it is one or two word errors each.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" n2words@4.0.0
cd "$dir"
cat > hundreds.mjs <<'JS'
import assert from 'node:assert';
import { toCardinal, toCurrency } from 'n2words/fi-FI';

const seen = [200, 2000, 2_000_000].map((number) => toCardinal(number));
console.log(seen, toCurrency(2));
assert.deepStrictEqual(seen, ['kaksi sata', 'kaksi tuhat', 'kaksi miljoona']);
assert.strictEqual(toCurrency(2), 'kaksi euroa');
JS
node hundreds.mjs
