#!/bin/bash
# crontzconvert 1.1.1 (npm): to or from a zone with half an hour, some of several minutes are an hour off.
# Expected by its README: the expression is transformed for the other time zone, so that it means the same moments; where one expression
# cannot say that, an error.
# Seen: 10:15 and 10:45 in India are 4:45 and 5:15 in UTC; the result is "0 15,45 4 * * *", that is 4:15 and 4:45. One minute alone is
# right, 10:45 as 5:15.
# Cost: half of the runs of a schedule come an hour too early.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" crontzconvert@1.1.1
cd "$dir"
cat > minutes.cjs <<'JS'
const assert = require('node:assert');
const { convert } = require('crontzconvert');

const seen = ['15 10 * * *', '45 10 * * *', '15,45 10 * * *'].map((expression) => convert(expression, 'Asia/Kolkata', 'UTC'));
console.log(seen);
assert.deepStrictEqual(seen, ['0 45 4 * * *', '0 15 5 * * *', '0 15,45 4 * * *']);
JS
node minutes.cjs
