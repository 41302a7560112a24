#!/bin/bash
# word-error-rate 0.0.7 (npm): words at the beginning that are said again and are not recognised cost nothing.
# Expected by its README: the Levenshtein distance by words, divided by the greater of the two lengths. "yes yes yes" for "yes" are two
# words too few.
# Seen: "yes" against "yes yes yes", and "no wait" against "no no no wait", have distance 0. In the first row and column each word that
# equals the first one is free.
# Cost: stammering, counting in and the loops in which a speech model repeats a word, the errors one looks for, are scored as perfect.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" word-error-rate@0.0.7
cd "$dir"
cat > beginning.cjs <<'JS'
const assert = require('node:assert');
const { calculateEditDistance, wordErrorRate } = require('word-error-rate');

for (const [incoming, expected] of [['yes', 'yes yes yes'], ['no wait', 'no no no wait'], ['no no no wait', 'no wait']]) {
  console.log(incoming, '|', expected, '|', calculateEditDistance(incoming, expected), wordErrorRate(incoming, expected));
  assert.strictEqual(calculateEditDistance(incoming, expected), 0);
}
assert.strictEqual(calculateEditDistance('wait no', 'wait no no no'), 2);
JS
node beginning.cjs
