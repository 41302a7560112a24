#!/bin/bash
# @koozaki/romaji-conv 2.0.35 (npm): of "matchi" the letter t stays in the Japanese text.
# Expected by the Hepburn system, which its README names: ch is doubled by a t in front of it, as in matchi and kotchi.
# Seen: "matchi" becomes まtち, with a Latin letter; "macchi", as some write it, is right.
# Cost: a voice for Japanese spells the letter, or leaves the word out.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @koozaki/romaji-conv@2.0.35
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import romajiConv from '@koozaki/romaji-conv';

const seen = ['macchi', 'matchi'].map((word) => romajiConv(word).toHiragana());
console.log(seen);
assert.deepStrictEqual(seen, ['まっち', 'まtち']);
JS
node check.mjs
