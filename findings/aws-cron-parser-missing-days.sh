#!/bin/bash
# aws-cron-parser 1.1.12 (npm): a rule for the 31st also fires on the 1st or 2nd of the next month.
# Expected by the documentation of Amazon EventBridge: the day of the month is matched as it is; a month without it has no run.
# Seen: the runs of "0 0 31 * ? *" in 2024 are 31 January, 2 March, 31 March, 1 May and so on; those of "0 0 29 2 ? *" include 1 March
# 2025. "L" for the last day is right.
# Cost: calendars of planned jobs, and their costs, show runs that will not take place.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" aws-cron-parser@1.1.12
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import aws from 'aws-cron-parser';

const days = (expression, from) => {
  const rule = aws.parse(expression);
  const found = [];
  for (let day = new Date(from); found.length < 4; found.push(day.toISOString().slice(0, 10))) {
    day = aws.next(rule, new Date(+day + 1000));
  }
  return found;
};
const seen = [days('0 0 31 * ? *', '2024-01-01T00:00:00Z'), days('0 0 29 2 ? *', '2024-01-01T00:00:00Z')];
console.log(seen);
assert.deepStrictEqual(seen[0], ['2024-01-31', '2024-03-02', '2024-03-31', '2024-05-01']);
assert.deepStrictEqual(seen[1], ['2024-02-29', '2025-03-01', '2026-03-01', '2027-03-01']);
JS
node check.mjs
