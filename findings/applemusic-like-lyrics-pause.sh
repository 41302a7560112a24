#!/bin/bash
# @applemusic-like-lyrics/lyric 1.1.0 (npm): the pauses of LRC lyrics are lost when they are written again.
# Expected by common use of LRC: a time without text ends the line before it. parseLrc() reads it so, and gives the line an end.
# Seen: a line from 1 s to 2 s and one at 3 s become lines at 1 s and 3 s; the one between, which has no text, is not written. Read again,
# the first ends at 3 s.
# Cost: in instrumental parts the last line stays on the screen, and dubbing takes it for sung all the time.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @applemusic-like-lyrics/lyric@1.1.0
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { parseLrc, stringifyLrc } from '@applemusic-like-lyrics/lyric';

const lines = parseLrc('[00:01.00]Good\n[00:02.00]\n[00:03.00]day\n');
const text = stringifyLrc(lines);
console.log(lines[0].endTime, JSON.stringify(text), parseLrc(text)[0].endTime);
assert.strictEqual(lines[0].endTime, 2000);
assert.strictEqual(text, '[00:01.000]Good\n[00:03.000]day');
assert.strictEqual(parseLrc(text)[0].endTime, 3000);
JS
node check.mjs
