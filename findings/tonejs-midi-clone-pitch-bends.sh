#!/bin/bash
# @tonejs/midi 2.0.28 (npm): clone(), and fromJSON() of toJSON(), lose all pitch bends.
# Expected by its types: clone() is a "Clone the entire object MIDI object", and fromJSON() parses "a JSON representation of the object"; the
# JSON has pitchBends for each track.
# Seen: the track of the file has one pitch bend, its JSON too; the clone has none, and neither has a file written from it. Notes and
# control changes are there.
# Cost: vibrato, slides and bends of a generated melody are gone once it was kept as JSON or copied before an edit; it sounds out of tune.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @tonejs/midi@2.0.28
cd "$dir"
cat > clone.cjs <<'JS'
const assert = require('node:assert');
const { Midi } = require('@tonejs/midi');

const made = new Midi();
made.addTrack().addNote({ midi: 60, time: 0, duration: 1 }).addCC({ number: 64, time: 0, value: 1 }).addPitchBend({ time: 0.5, value: 0.5 });
const read = new Midi(made.toArray());
const counts = ({ tracks: [track] }) => [track.notes.length, track.controlChanges[64].length, track.pitchBends.length];
const seen = { read: counts(read), clone: counts(read.clone()), written: counts(new Midi(read.clone().toArray())) };
console.log(seen, read.toJSON().tracks[0].pitchBends);
assert.strictEqual(read.toJSON().tracks[0].pitchBends.length, 1);
assert.deepStrictEqual(seen, { read: [1, 1, 1], clone: [1, 1, 0], written: [1, 1, 0] });
JS
node clone.cjs
