#!/bin/bash
# musicxml-io 0.9.6 (npm): a mixolydian key of an ABC tune becomes a minor one.
# Expected by the ABC standard 2.1, section 3.1.14: the first three letters of the mode count, and "K:D Mixolydian", "K:DMix" and "K:Dmix"
# are the key of G major (one sharp). Its README has "All majors, minors and modes".
# Seen: all three give one flat and the mode minor, as if "m" alone stood there; dorian and phrygian are right.
# Cost: Irish and Scottish tunes, many of which are mixolydian, get a wrong key signature without a word.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" musicxml-io@0.9.6
cd "$dir"
cat > mixolydian.cjs <<'JS'
const assert = require('node:assert');
const { parseAbc } = require('musicxml-io');

const key = (name) => parseAbc(`X:1\nM:4/4\nL:1/4\nK:${name}\nD|\n`).parts[0].measures[0].attributes.key;
const seen = ['D Mixolydian', 'Dmix', 'Ddor'].map((name) => [name, key(name).fifths, key(name).mode]);
console.log(seen);
assert.deepStrictEqual(seen, [['D Mixolydian', -1, 'minor'], ['Dmix', -1, 'minor'], ['Ddor', 0, 'dorian']]);
JS
node mixolydian.cjs
