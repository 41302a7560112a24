#!/bin/bash
# prettycron 0.10.0 (npm): the day of the week 7 is read as Saturday.
# Expected by the manual of cron (crontab(5)): the day of the week is 0 to 7, and both 0 and 7 are Sunday.
# Seen: "30 6 * * 0" is "06:30 on Sun" and "30 6 * * 7" is "06:30 on Sat"; the next date for 7 is a Saturday too.
# Cost: what is shown to the person who plans a job is a day off, and jobs planned with the next date run on the wrong day.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" prettycron@0.10.0
cd "$dir"
cat > sunday.cjs <<'JS'
const assert = require('node:assert');
const cron = require('prettycron');

const zero = '30 6 * * 0';
const seven = '30 6 * * 7';
console.log(cron.toString(zero), cron.getNextDate(zero).getDay(), cron.toString(seven), cron.getNextDate(seven).getDay());
assert.strictEqual(cron.toString(zero), '06:30 on Sun');
assert.strictEqual(cron.getNextDate(zero).getDay(), 0);
assert.strictEqual(cron.toString(seven), '06:30 on Sat');
assert.strictEqual(cron.getNextDate(seven).getDay(), 6);
JS
TZ=UTC node sunday.cjs
