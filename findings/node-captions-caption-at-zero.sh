#!/bin/bash
# node-captions 0.4.6 (npm): the caption of an SRT file that begins at 00:00:00,000 is dropped.
# Expected: a caption may begin with the recording, and that of generated speech nearly always does.
# Seen: the reader takes a start of 0 for a time that could not be read, and goes on with the next caption, without a word.
# Cost: the first sentence is missing in each format to which the file is converted.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-captions@0.4.6
cd "$dir"
cat > zero.cjs <<'JS'
const assert = require('node:assert');
const { srt } = require('node-captions');

const file = (start) => `1\n${start} --> 00:00:01,500\nFirst\n\n2\n00:00:01,500 --> 00:00:03,000\nSecond\n`;
const texts = (start) => srt.toJSON(file(start).split('\n')).map((caption) => caption.text);
const seen = [texts('00:00:00,001'), texts('00:00:00,000')];
console.log(seen);
assert.deepStrictEqual(seen, [['First', 'Second'], ['Second']]);
JS
node zero.cjs
