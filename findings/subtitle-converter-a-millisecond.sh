#!/bin/bash
# subtitle-converter 3.0.12 (npm): from SRT to WebVTT, four of ten times become a millisecond less.
# Expected: SRT and WebVTT both have whole milliseconds; a conversion changes the comma to a point. From SRT to SRT the same package keeps them.
# Seen: 00:00:02,050 becomes 00:00:02.049, 2,001 becomes 2.000. Of the thousand times from 2,000 to 2,999 s, 410 are changed.
# Cost: captions that follow each other without a gap overlap or leave one, a second conversion moves them again, and files that should be
# equal differ.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subtitle-converter@3.0.12
cd "$dir"
cat > millisecond.cjs <<'JS'
const assert = require('node:assert');
const { convert } = require('subtitle-converter');

const start = (milliseconds, kind) => {
  const { subtitle } = convert(`1\n00:00:02,${milliseconds} --> 00:00:09,000\nGood morning.\n`, kind, {});
  return subtitle.match(/00:00:02[.,](\d+)/)[1];
};
const all = Array.from({ length: 1000 }, (_, index) => String(index).padStart(3, '0'));
const changed = (kind) => all.filter((milliseconds) => start(milliseconds, kind) !== milliseconds);
const seen = { srt: changed('.srt').length, vtt: changed('.vtt').length, example: start('050', '.vtt') };
console.log(seen);
assert.deepStrictEqual(seen, { srt: 0, vtt: 410, example: '049' });
JS
node millisecond.cjs
