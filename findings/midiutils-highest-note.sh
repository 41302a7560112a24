#!/bin/bash
# midiutils 0.0.4 (npm): the highest MIDI note has no name.
# Expected by MIDI 1.0: notes have the numbers from 0 to 127. By the package's own count 127 is G-9.
# Seen: noteNumberToName(127) is undefined, 126 is F#9, and "G-9" has no number either; all other notes are found in both directions.
# Cost: a table of all notes has a gap, and a range "up to 127" reads as up to undefined.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" midiutils@0.0.4
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import midi from 'midiutils';

const names = Array.from({ length: 128 }, (_, number) => midi.noteNumberToName(number));
const lost = names.map((name, number) => [number, name]).filter(([number, name]) => midi.noteNameToNoteNumber(name) !== number);
console.log(names[126], names[127], lost, midi.noteNameToNoteNumber('G-9'));
assert.deepStrictEqual(lost, [[127, undefined]]);
assert.strictEqual(midi.noteNameToNoteNumber('G-9'), undefined);
JS
node check.mjs
