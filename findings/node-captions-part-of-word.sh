#!/bin/bash
# node-captions 0.4.6 (npm): a word of which a part is in italics becomes several words.
# Expected: <i> is a style, and adds no space; "un<i>believ</i>able" is one word.
# Seen: a space is put between a letter and the mark: from SRT to SRT the word becomes "un <i>believ</i> able".
# Cost: stressed syllables, as in lyrics and lessons, are shown as separate words, and are counted and read as such.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-captions@0.4.6
cd "$dir"
cat > word.cjs <<'JS'
const assert = require('node:assert');
const { srt } = require('node-captions');

const file = '1\n00:00:01,000 --> 00:00:02,000\nun<i>believ</i>able\n';
const written = srt.generate(srt.toJSON(file.split('\n'))).split('\n')[2];
console.log(written);
assert.strictEqual(written, 'un <i>believ</i> able');
JS
node word.cjs
