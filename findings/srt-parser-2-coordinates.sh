#!/bin/bash
# srt-parser-2 1.2.3 (npm): coordinates behind the times of a caption become its first line.
# Expected by SubRip: "X1:100 X2:540 Y1:380 Y2:460" may follow the end time on the same line, and says where the caption is shown; it is
# no text.
# Seen: the text of such a caption is "X1:100 X2:540 Y1:380 Y2:460\nGood morning". The times are right; toSrt() writes the coordinates as
# text for good.
# Cost: viewers read numbers above each caption that an editor has placed, and voices that read them speak these.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" srt-parser-2@1.2.3
cd "$dir"
cat > coordinates.cjs <<'JS'
const assert = require('node:assert');
const Parser = require('srt-parser-2').default;

const parser = new Parser();
const [caption] = parser.fromSrt('1\n00:00:01,000 --> 00:00:02,000  X1:100 X2:540 Y1:380 Y2:460\nGood morning\n');
console.log(caption);
assert.strictEqual(caption.text.trim(), 'X1:100 X2:540 Y1:380 Y2:460\nGood morning');
JS
node coordinates.cjs
