#!/bin/bash
# num-to-korean 0.5.3 (npm): minus five is fifteen.
# Expected by Korean: -5 is read with "마이너스" (minus) before it. The README lists this as planned; until then an error would be due.
# Seen: the sign is taken for a digit in the place of the tens: -5 becomes 십오, which is 15. No error is raised.
# Cost: weather and balances are announced as temperatures and amounts above zero.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" num-to-korean@0.5.3
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import korean from 'num-to-korean';

const seen = [5, 15, -5].map((number) => korean.numToKorean(number));
console.log(seen);
assert.strictEqual(seen[0], '오');
assert.strictEqual(seen[2], '십오');
assert.strictEqual(korean.numToKorean(15), '일십오');
JS
node check.mjs
