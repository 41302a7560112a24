#!/bin/bash
# @cheap-glitch/mi-cron 1.0.1 (npm): a schedule for the 31st runs on days such as the 3rd of March.
# Expected by cron: "0 0 31 * *" is the 31st of those months that have one, "0 0 29 2 *" the 29th of February in leap years.
# Seen: from the end of January 2026 on the next date of the first is 2026-03-03, which is what "31 February" is counted on to; the second
# gives 2026-03-01 and 2027-03-01. The other months without a 31st are alike.
# Cost: monthly reports or deletions run on days that nobody named, and a month too often.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @cheap-glitch/mi-cron@1.0.1
cd "$dir"
cat > days.cjs <<'JS'
process.env.TZ = 'UTC';
const assert = require('node:assert');
const { parseCron } = require('@cheap-glitch/mi-cron');

const next = (expression, from, count) => {
  const dates = [];
  for (let date = new Date(from); dates.length < count; dates.push(date.toISOString().slice(0, 10))) date = parseCron.nextDate(expression, date);
  return dates;
};
const seen = [next('0 0 31 * *', '2026-01-30T00:00:00Z', 3), next('0 0 29 2 *', '2026-01-01T00:00:00Z', 3)];
console.log(seen);
assert.deepStrictEqual(seen, [['2026-01-31', '2026-03-03', '2026-03-31'], ['2026-03-01', '2027-03-01', '2028-02-29']]);
JS
node days.cjs
