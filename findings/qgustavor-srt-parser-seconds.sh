#!/bin/bash
# @qgustavor/srt-parser 2.0.0 (npm): with numericTimestamps a file that is read and written again plays a thousand times too fast.
# Expected by its README: "timestamps as numbers (in seconds)", and toSrt() turns what fromSrt() gave back into a file.
# Seen: fromSrt() gives 61.544 for 00:01:01,544, and toSrt() takes the number for milliseconds and writes 00:00:00,061.
# Cost: all captions of an hour pass within the first four seconds.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @qgustavor/srt-parser@2.0.0
cd "$dir"
cat > seconds.mjs <<'JS'
import assert from 'node:assert';
import SrtParser from '@qgustavor/srt-parser';

const parser = new SrtParser({ numericTimestamps: true });
const cues = parser.fromSrt('1\n00:01:01,544 --> 00:01:03,000\nHello\n');
const written = parser.toSrt(cues).split('\r\n')[1];
console.log(cues[0].startTime, cues[0].endTime, '->', written);
assert.deepStrictEqual([cues[0].startTime, written], [61.544, '00:00:00,061 --> 00:00:00,063']);
JS
node seconds.mjs
