#!/bin/bash
# num-words-de 1.1.0 (npm): German 101,000 has an "s" in its middle.
# Expected by German: before "tausend" one is "ein": einundzwanzigtausend, einhunderteintausend.
# Seen: 101000 becomes "Einhunderteinstausend", and 201000 "Zweihunderteinstausend"; 21000 and 1000 are right.
# Cost: a voice says a number that is wrong to each listener, and a speech recognition does not find it again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" num-words-de@1.1.0
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { numToWord } from 'num-words-de';

const seen = [1000, 21000, 101000, 201000].map((number) => numToWord(number).trim());
console.log(seen);
assert.deepStrictEqual(seen, ['Eintausend', 'Einundzwanzigtausend', 'Einhunderteinstausend', 'Zweihunderteinstausend']);
JS
node check.mjs
