#!/bin/bash
# lrc-parser 1.0.1 (npm): the last line of the lyrics is missing.
# Expected: LRC gives each line its start alone, and the last line is sung until the end of the song; its README shows each line that has a
# text among the scripts, and names no line that is left out.
# Seen: a line counts only if another time follows, from which its end is taken. Of three lines there are two, and of one line none,
# without an error.
# Cost: the last words of every song or speech are not shown, unless the writer of the file added an empty time behind them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" lrc-parser@1.0.1
cd "$dir"
cat > last.cjs <<'JS'
const assert = require('node:assert');
const parse = require('lrc-parser');

const texts = (lyrics) => parse(lyrics).scripts.map(({ text }) => text);
const three = texts('[00:01.00]one\n[00:02.00]two\n[00:03.00]three\n');
const single = texts('[00:01.00]one\n');
const closed = texts('[00:01.00]one\n[00:02.00]two\n[00:03.00]three\n[00:04.00]\n');
console.log({ three, single, closed });
assert.deepStrictEqual([three, single, closed], [['one', 'two'], [], ['one', 'two', 'three']]);
JS
node last.cjs
