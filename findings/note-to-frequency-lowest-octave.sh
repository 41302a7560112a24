#!/bin/bash
# note-to-frequency 1.4.1 (npm): the notes of the octave 0 have no frequency.
# Expected by scientific pitch notation: A0, the lowest key of a piano, has 27.5 Hz, and C0 has 16.35.
# Seen: NaN for each note from C0 to B0, without an error; C1 has 32.7.
# Cost: the lowest keys of a piano are silent, or spoil all that is computed with them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" note-to-frequency@1.4.1
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import frequency from 'note-to-frequency';

const of = frequency.default ?? frequency;
const seen = ['C1', 'C0', 'A0', 'B0'].map((note) => of(note));
console.log(seen);
assert.deepStrictEqual(seen, [32.7, NaN, NaN, NaN]);
JS
node check.mjs
