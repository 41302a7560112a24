#!/bin/bash
# musicxml-io 0.9.6 (npm): the signs of an ABC lyrics line are sung, and the words stand under the wrong notes.
# Expected by the ABC standard 2.1, section 5.1: "_" holds the last syllable for one more note, "*" leaves a note without one, "|" goes on
# to the next bar. Its README names w: as supported.
# Seen: "one_ two|* three" under C D E F | G A gives the syllables "one_", "two|*" and "three" to the first three notes.
# Cost: the text drifts further from the melody with each held note, and a voice sings the signs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" musicxml-io@0.9.6
cd "$dir"
cat > lyrics.cjs <<'JS'
const assert = require('node:assert');
const { parseAbc, serialize } = require('musicxml-io');

const xml = serialize(parseAbc('X:1\nM:4/4\nL:1/4\nK:C\nC D E F|G A z2|\nw:one_ two|* three\n'));
const seen = xml.match(/<note\b.*?<\/note>/gs).map((note) => note.match(/<text>(.*?)</)?.[1] ?? '');
console.log(seen);
assert.deepStrictEqual(seen.slice(0, 6), ['one_', 'two|*', 'three', '', '', '']);
JS
node lyrics.cjs
