#!/bin/bash
# subsrt-ts 2.1.2 (npm): times of LRC lyrics with three digits after the point are read ten times too late.
# Expected: [00:01.500] is 1.5 s; LRC began with hundredths, and times with milliseconds are widely written. The package takes
# three digits, so it must not count them as hundredths.
# Seen: [00:01.50] starts at 1500 ms, [00:01.500] at 6000 ms. As SRT, the line ends before it starts (6 s to 4.5 s).
# Cost: the lyrics of a generated song are out of step by up to nine seconds, each line by another amount.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subsrt-ts@2.1.2
cd "$dir"
cat > lyrics.mjs <<'JS'
import assert from 'node:assert';
import subsrt from 'subsrt-ts';

const starts = (...times) => subsrt.parse(times.map((time) => `[${time}]la\n`).join(''), { format: 'lrc' }).map(({ start }) => start);
console.log(starts('00:01.50', '00:02.25'), starts('00:01.500', '00:02.250'));
assert.deepStrictEqual(starts('00:01.50', '00:02.25'), [1500, 2250]);
assert.deepStrictEqual(starts('00:01.500', '00:02.250'), [6000, 4500]);
const srt = subsrt.convert('[00:01.500]la\n[00:02.250]li\n', { from: 'lrc', to: 'srt' });
console.log(srt.split('\r\n')[1]);
assert.match(srt, /00:00:06,000 --> 00:00:04,500/);
JS
node lyrics.mjs
