#!/bin/bash
# lrc-file-parser 2.4.2 (npm): hundredths of a second are read as milliseconds, and a line without a fraction is left out.
# Expected by LRC: in [mm:ss.xx] the last two digits are hundredths, so [00:01.50] is 1.5 s.
# Seen: [00:01.50] is at 1050 ms and [00:02.99] at 2099 ms; only three digits ([00:03.500]) are right. "[00:04]Line" is missing in the
# lines, without an error.
# Cost: lyrics are up to nine tenths of a second too early, each line by another amount, so words light up before they are sung.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" lrc-file-parser@2.4.2
cd "$dir"
cat > hundredths.mjs <<'JS'
import assert from 'node:assert';
import parser from 'lrc-file-parser';

const Lyric = parser.default ?? parser;
let lines;
const player = new Lyric({ onPlay() {}, onSetLyric(found) { lines = found; } });
player.setLyric('[00:01.50]One\n[00:02.99]Two\n[00:03.500]Three\n[00:04]Four', []);
console.log(lines);
assert.deepStrictEqual(lines.map(({ time, text }) => [time, text]), [[1050, 'One'], [2099, 'Two'], [3500, 'Three']]);
JS
node hundredths.mjs
