#!/bin/bash
# @cheap-glitch/mi-cron 1.0.1 (npm): with a day of the month and a day of the week, both must fit.
# Expected by crontab(5) and the article that its README refers to for "standard cron expressions": if both fields are restricted, the
# command runs when either of them matches.
# Seen: "0 0 1 * 1" (the first of the month and each Monday) gives 2026-06-01, 2027-02-01 and 2027-03-01 after the beginning of 2026: only
# Mondays that are a first.
# Cost: a job that is to run each week runs once or twice a year.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @cheap-glitch/mi-cron@1.0.1
cd "$dir"
cat > either.cjs <<'JS'
process.env.TZ = 'UTC';
const assert = require('node:assert');
const { parseCron } = require('@cheap-glitch/mi-cron');

const dates = [];
for (let date = new Date('2026-01-01T00:00:00Z'); dates.length < 3; dates.push(date.toISOString().slice(0, 10))) {
  date = parseCron.nextDate('0 0 1 * 1', date);
}
console.log(dates);
assert.deepStrictEqual(dates, ['2026-06-01', '2027-02-01', '2027-03-01']);
JS
node either.cjs
