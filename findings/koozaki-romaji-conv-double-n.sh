#!/bin/bash
# @koozaki/romaji-conv 2.0.35 (npm): "konnichiha" is not converted to the Japanese greeting.
# Expected by the Hepburn system, which its README names: nn is n at the end of a syllable and n at the beginning of the next.
# Seen: "konnichiha" becomes こんいちは instead of こんにちは, and "onna" (woman) おんあ: both letters are used up for one sign, as when one types on a
# keyboard.
# Cost: Japanese speech from romanized lyrics or names says other words.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @koozaki/romaji-conv@2.0.35
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import romajiConv from '@koozaki/romaji-conv';

const seen = ['sanpo', 'konnichiha', 'onna'].map((word) => romajiConv(word).toHiragana());
console.log(seen);
assert.deepStrictEqual(seen, ['さんぽ', 'こんいちは', 'おんあ']);
JS
node check.mjs
