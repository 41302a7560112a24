#!/bin/bash
# @cheap-glitch/mi-cron 1.0.1 (npm): names of months mean the month before.
# Expected by crontab(5): jan is 1 and dec is 12. Its README has mon-fri for days, and the parser takes names of months too.
# Seen: "0 0 1 feb *" has the months [1], and "feb-mar" [1, 2]; with "jan" the next date is 1 December, and the one after it the same
# again. Names of days are right.
# Cost: yearly jobs run a month early; those of January never get on.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @cheap-glitch/mi-cron@1.0.1
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import mi from '@cheap-glitch/mi-cron';

const months = (field) => mi.parseCron(`0 0 1 ${field} *`).months;
console.log(months('2'), months('feb'), months('feb-mar'), mi.parseCron('0 0 * * mon').weekDays);
assert.deepStrictEqual([months('2'), months('feb'), months('feb-mar')], [[2], [1], [1, 2]]);
assert.deepStrictEqual(mi.parseCron('0 0 * * mon').weekDays, [1]);
const first = mi.parseCron.nextDate('0 0 1 jan *', new Date('2024-01-03T00:00:00Z'));
assert.strictEqual(first.toISOString(), '2024-12-01T00:00:00.000Z');
assert.strictEqual(+mi.parseCron.nextDate('0 0 1 jan *', first), +first);
JS
node check.mjs
