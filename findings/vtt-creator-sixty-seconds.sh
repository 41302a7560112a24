#!/bin/bash
# vtt-creator 1.1.1 (npm): a time just below a whole minute is written as 60 seconds.
# Expected by W3C WebVTT, section 4.1 ("WebVTT timestamp"): the seconds are from 00 to 59; add() takes seconds as numbers.
# Seen: 59.9996 s is written as 00:00:60.000, and 3599.9996 s as 00:59:60.000: the seconds are rounded after the minutes were taken off.
# 59.9994 s is right.
# Cost: browsers drop a cue with such a time; it hits times that are counted in samples, such as 1439999 / 24000 s.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" vtt-creator@1.1.1
cd "$dir"
cat > sixty.cjs <<'JS'
const assert = require('node:assert');
const Vtt = require('vtt-creator');

const start = (seconds) => {
  const vtt = new Vtt();
  vtt.add(seconds, seconds + 1, 'Good morning.');
  return vtt.toString().match(/(\S+) -->/)[1];
};
const seen = [59.9994, 59.9996, 1439999 / 24000, 3599.9996].map(start);
console.log(seen);
assert.deepStrictEqual(seen, ['00:00:59.999', '00:00:60.000', '00:00:60.000', '00:59:60.000']);
JS
node sixty.cjs
