#!/bin/bash
# @cheap-glitch/mi-cron 1.0.1 (npm): a job for the 31st also runs on the 1st or 2nd of the next month.
# Expected by cron, to which its README refers: months without the day are left out. "0 0 29 2 *" is due in leap years only.
# Seen: after 31 January 2024 the next date of "0 0 31 * *" is 2 March; of "0 0 29 2 *", after 29 February 2024, it is 1 March 2025.
# Cost: monthly batches are generated, and paid, twelve times a year instead of seven, on days that nobody has asked for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @cheap-glitch/mi-cron@1.0.1
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import mi from '@cheap-glitch/mi-cron';

const next = (expression, from) => mi.parseCron.nextDate(expression, new Date(from)).toISOString();
const seen = [next('0 0 31 * *', '2024-01-31T00:00:00Z'), next('0 0 29 2 *', '2024-02-29T00:00:00Z')];
console.log(seen);
assert.deepStrictEqual(seen, ['2024-03-02T00:00:00.000Z', '2025-03-01T00:00:00.000Z']);
JS
node check.mjs
