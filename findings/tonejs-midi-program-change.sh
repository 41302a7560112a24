#!/bin/bash
# @tonejs/midi 2.0.28 (npm): a note that sounds while the program of its channel changes is lost.
# Expected by the MIDI specification (Program Change): it selects the sound of notes to come; a note that sounds goes on until its note-off.
# By its README, notes are the notes of the file with their duration "between noteOn and noteOff".
# Seen: the events behind a program change go into another track, the note-off too, so the note-on has none and is dropped, without an
# error. Of two notes one is left; without the program change there are two.
# Cost: music of a generator that switches an instrument under a held note loses notes, and its duration can be too short.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @tonejs/midi@2.0.28 midi-file@1.2.4
cd "$dir"
cat > program.cjs <<'JS'
const assert = require('node:assert');
const { Midi } = require('@tonejs/midi');
const { writeMidi } = require('midi-file');

const event = (type, deltaTime, rest) => ({ type, deltaTime, channel: 0, velocity: 90, ...rest });
const notes = (between) => {
  const track = [
    event('noteOn', 0, { noteNumber: 60 }),
    ...between,
    event('noteOff', 960, { noteNumber: 60 }),
    event('noteOn', 0, { noteNumber: 67 }),
    event('noteOff', 480, { noteNumber: 67 }),
    { type: 'endOfTrack', deltaTime: 0 },
  ];
  const file = writeMidi({ header: { format: 0, numTracks: 1, ticksPerBeat: 480 }, tracks: [track] });
  return new Midi(Uint8Array.from(file)).tracks.flatMap((found) => found.notes.map(({ midi }) => midi));
};
const [plain, changed] = [notes([]), notes([event('programChange', 0, { programNumber: 40 })])];
console.log({ plain, changed });
assert.deepStrictEqual([plain, changed], [[60, 67], [67]]);
JS
node program.cjs
