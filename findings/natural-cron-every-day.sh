#!/bin/bash
# natural-cron 1.1.0 (npm): a plan with a day of the month and a day of the week is described as "every day".
# Expected by the manual of cron (crontab(5)): with both fields set a job runs on days that match either, here the 15th and each Monday, and in
# June only.
# Seen: "0 12 15 6 1" is described as "At 12:00 every day"; with one of the two fields the description is right.
# Cost: the person who reads the plan believes that a job runs 365 times a year.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" natural-cron@1.1.0
cd "$dir"
cat > day.cjs <<'JS'
const assert = require('node:assert');
const { describeCron } = require('natural-cron');

const texts = ['0 12 15 6 *', '0 12 * * 1', '0 12 15 6 1'].map(describeCron);
console.log(texts);
assert.deepStrictEqual(texts, ['At 12:00, on day 15 of the month in June', 'At 12:00, on Monday', 'At 12:00 every day']);
JS
node day.cjs
