#!/bin/bash
# subtitles-parser-vtt 0.1.0 (npm): the flag that should give times in milliseconds gives texts.
# Expected by its README: fromVtt(srt, true) "will convert startTime and endTime properties into millisecods", so 2000 and 6000; so it does in
# subtitles-parser 0.0.2, from which it was made.
# Seen: with true the times are the texts "00:00:02,000" and "00:00:06,000". The word "ms" in place of true, which the README does not
# name, gives the numbers.
# Cost: a program by the README subtracts texts and gets NaN for each length, or compares times as texts.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" subtitles-parser-vtt@0.1.0 subtitles-parser@0.0.2
cd "$dir"
cat > milliseconds.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const { fromSrt } = require('subtitles-parser');
const { fromVtt } = require('subtitles-parser-vtt');

const readme = fs.readFileSync('node_modules/subtitles-parser-vtt/README.md', 'utf8');
assert.match(readme, /fromVtt\(srt, true\)/);
const captions = '1\n00:00:02,000 --> 00:00:06,000\nGood morning.\n';
const start = ([{ startTime }]) => startTime;
const seen = { flag: start(fromVtt(captions, true)), word: start(fromVtt(captions, 'ms')), original: start(fromSrt(captions, true)) };
console.log(seen);
assert.deepStrictEqual(seen, { flag: '00:00:02,000', word: 2000, original: 2000 });
JS
node milliseconds.cjs
