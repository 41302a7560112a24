#!/bin/bash
# note-to-frequency 1.4.1 (npm): each note with a small letter has the frequency of B3.
# Expected by scientific pitch notation, which its README names: a4 is A4, 440 Hz. Other packages take small letters; one that does not
# ought to refuse them.
# Seen: "c4", "a4" and "g4" all are 246.94 Hz, without an error; "A4" is 440.
# Cost: a melody of a generator that writes small letters is one single tone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" note-to-frequency@1.4.1
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import frequency from 'note-to-frequency';

const of = frequency.default ?? frequency;
const seen = ['A4', 'c4', 'a4', 'g4'].map((note) => of(note));
console.log(seen);
assert.deepStrictEqual(seen, [440, 246.94, 246.94, 246.94]);
JS
node check.mjs
