#!/bin/bash
# crontzconvert 1.1.1 (npm): if one of several hours falls on another day, all of them are put on that day.
# Expected by its README: the expression is transformed for the other time zone, so that it means the same moments, as "23 * * 2,6" to
# "0 * * 0,3" in its examples; where one expression cannot say that, an error.
# Seen: Mondays at 2 and 20 h in Tokyo are Sundays at 17 and Mondays at 11 h in UTC; the result is "0 0 11,17 * * 0", both on Sunday. On the 5th
# of the month it is the same: both on the 4th.
# Cost: half of the runs of a schedule come a day too early.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" crontzconvert@1.1.1
cd "$dir"
cat > hours.cjs <<'JS'
const assert = require('node:assert');
const { convert } = require('crontzconvert');

const utc = (expression) => convert(expression, 'Asia/Tokyo', 'UTC'); // nine hours, no daylight saving time
const seen = ['0 2 * * 1', '0 20 * * 1', '0 2,20 * * 1', '0 2,20 5 * *'].map(utc);
console.log(seen);
assert.deepStrictEqual(seen, ['0 0 17 * * 0', '0 0 11 * * 1', '0 0 11,17 * * 0', '0 0 11,17 4 * *']);
JS
node hours.cjs
