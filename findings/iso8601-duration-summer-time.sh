#!/bin/bash
# iso8601-duration 2.1.4 (npm): end() of PT24H is 23 hours later when summer time begins in between.
# Expected by ISO 8601: the hours of a duration are of 60 minutes each; only a day may have another length. The README gives end() for the
# date when a duration is over.
# Seen: hours, minutes and seconds are added to the clock on the wall. In Berlin 24 hours after noon of 28 March 2026 is noon of the 29th,
# which is 23 hours later. toSeconds() says 86,400 for it.
# Cost: what expires after a number of hours, such as the address of a result, does so an hour early or late for a part of the world.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" iso8601-duration@2.1.4
cd "$dir"
cat > show.cjs <<'JS'
process.env.TZ = 'Europe/Berlin';
const assert = require('node:assert');
const { end, parse, toSeconds } = require('iso8601-duration');

const start = new Date('2026-03-28T12:00:00+01:00');
const duration = parse('PT24H');
const hours = (end(duration, start) - start) / 3_600_000;
console.log(hours, toSeconds(duration, start));
assert.strictEqual(hours, 23);
assert.strictEqual(toSeconds(duration, start), 86_400);
JS
node show.cjs
