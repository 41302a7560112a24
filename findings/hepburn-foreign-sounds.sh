#!/bin/bash
# hepburn 1.3.0 (npm): sounds of foreign words leave Latin letters in hiragana, and kana in the romanization.
# Expected by its README: text is converted between Hepburn and both kinds of kana. In katakana it knows these sounds.
# Seen: toKatakana("FAN") is right, toHiragana("FAN") has an F in it; fromKana() of the same word gives FAN for katakana, and for hiragana
# FU with a kana behind it.
# Cost: lyrics, which are often in hiragana throughout, reach the voice with letters that it spells.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" hepburn@1.3.0
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { fromKana, toHiragana, toKatakana } from 'hepburn';

const seen = [toKatakana('FAN'), toHiragana('FAN'), fromKana('ファン'), fromKana('ふぁん')];
console.log(seen);
assert.deepStrictEqual(seen, ['ファン', 'Fあん', 'FAN', 'FUぁN']);
JS
node check.mjs
