#!/bin/bash
# phonemize 2.0.1 (npm): in ARPABET the stress is put on consonants, where it does not exist.
# Expected by the CMU Pronouncing Dictionary: the digits 0, 1 and 2 stand at the vowels alone: "about" is AH0 B AW1 T.
# Seen: the mark of stress in front of an IPA syllable goes to whatever sound comes first: "doctor" is "D1 AA K T ER". An l is "EL", the
# end of "bottle", so "like" is "EL1 AY K".
# Cost: engines that take ARPABET in a <phoneme> refuse "D1", or speak without stress; pronunciations match no dictionary.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" phonemize@2.0.1
cd "$dir"
cat > stress.cjs <<'JS'
const assert = require('node:assert');
const { toARPABET } = require('phonemize');

const seen = ['doctor', 'record', 'like'].map((text) => toARPABET(text));
console.log(seen);
assert.ok(seen[0].startsWith('D1 AA') && seen[1].includes('R1 EH'));
assert.ok(seen[2].startsWith('EL1 AY'));
JS
node stress.cjs
