#!/bin/bash
# pinyin-zhuyin 1.0.4 (npm): the syllable yo keeps its Latin letter.
# Expected by Zhuyin: yo is ㄧㄛ, as ye is ㄧㄝ. Its README: pinyin text is converted to zhuyin.
# Seen: "yō" becomes yㄛ, half of each script; "yē" is converted.
# Cost: dictionaries of phonemes that are looked up by zhuyin do not find the word, which is a common exclamation in lyrics.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" pinyin-zhuyin@1.0.4
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { pinyinToZhuyin } from 'pinyin-zhuyin';

const seen = ['yē', 'yō'].map((syllable) => pinyinToZhuyin(syllable));
console.log(seen);
assert.deepStrictEqual(seen, ['ㄧㄝ', 'yㄛ']);
JS
node check.mjs
