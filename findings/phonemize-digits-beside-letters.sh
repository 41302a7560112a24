#!/bin/bash
# phonemize 2.0.1 (npm): a number that touches letters is not spoken.
# Expected by its README: text to phonemes, with numbers read out: "5 km" is "five ...". Text normalisers read "5km" in the same way.
# Seen: in "5km", "3D", "4K" and "mp3" the digits are gone and the letters are left: "3D" is said as "d". Ordinals, such as "3rd", are
# read.
# Cost: a dose of "5mg" is read without its five; nothing tells of it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" phonemize@2.0.1
cd "$dir"
cat > letters.cjs <<'JS'
const assert = require('node:assert');
const { toIPA } = require('phonemize');

for (const [joined, letters] of [['5km', 'km'], ['12mg', 'mg'], ['3D', 'D'], ['mp3', 'mp']]) {
  console.log(joined, toIPA(joined), '|', letters, toIPA(letters));
  assert.ok(!/ˈ?(faɪv|twɛɫv|θɹi)/.test(toIPA(joined)));
}
assert.ok(toIPA('5 km').startsWith('faɪv'));
JS
node letters.cjs
