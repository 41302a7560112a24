#!/bin/bash
# stubborn 1.2.5 (npm): the logarithmic progression is an exponential one with a random part.
# Expected by its README: logarithmicProgression is a "logarithmic progression", which grows ever more slowly; the random part belongs to
# exponentialBackoff. The package has a file for it.
# Seen: Stubborn.logarithmicProgression and Stubborn.exponentialBackoff are the same function, also by name; for the 30th attempt factors of
# many millions come out.
# Cost: the eighth try comes after minutes instead of seconds, or at once if the random part is 0.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" stubborn@1.2.5
cd "$dir"
cat > logarithm.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const Stubborn = require('stubborn');

const factors = Array.from({ length: 20 }, () => Stubborn.logarithmicProgression(2)(30));
console.log(Math.max(...factors));
assert.ok(fs.existsSync('node_modules/stubborn/lib/logarithmicProgression.js'));
assert.strictEqual(Stubborn.logarithmicProgression, Stubborn.exponentialBackoff);
assert.strictEqual(Stubborn.retryAlgorithm('logarithmicProgression'), Stubborn.exponentialBackoff);
assert.ok(Math.max(...factors) > 1e6);
JS
node logarithm.cjs
