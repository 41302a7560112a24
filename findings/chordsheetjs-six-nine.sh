#!/bin/bash
# chordsheetjs 15.5.2 (npm): C6/9 is no chord, and stays where it is when a song is transposed.
# Expected by the usual notation of jazz: C6/9 is C with a sixth and a ninth; the slash names no bass note. C69, the other spelling, is
# read.
# Seen: transposing C C6/9 F/A by two gives D C6/9 G/B, without a warning; getChords() leaves it out.
# Cost: a song in a new key has chords of the old one in it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" chordsheetjs@15.5.2
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import ChordSheetJS from 'chordsheetjs';

const song = new ChordSheetJS.ChordProParser().parse('[C]let [C6/9]it [F/A]be [C69]so');
const moved = new ChordSheetJS.ChordProFormatter().format(song.transpose(2));
console.log(song.getChords(), moved);
assert.deepStrictEqual(song.getChords(), ['C', 'F/A', 'C69']);
assert.strictEqual(moved, '[D]let [C6/9]it [G/B]be [D69]so');
JS
node check.mjs
