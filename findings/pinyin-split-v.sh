#!/bin/bash
# pinyin-split 1.170.0 (npm): syllables with v for ü are dropped.
# Expected by the usual way of typing pinyin, ISO 7098 aside: v stands for ü on keyboards that have none, and most lists of pronunciations
# have lv and nv. A part that is unknown ought to stay or be told.
# Seen: of "lvxing" (travel) only "xing" is given, of "lve" only "e". "lüxing" is split into both.
# Cost: half of the word is not spoken, and its syllables no longer fit the notes or the characters.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" pinyin-split@1.170.0
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import pinyinSplit from 'pinyin-split';

const split = pinyinSplit.default ?? pinyinSplit;
const seen = ['lüxing', 'lvxing', 'lve'].map((word) => split(word));
console.log(seen);
assert.deepStrictEqual(seen, [['lü', 'xing'], ['xing'], ['e']]);
JS
node check.mjs
