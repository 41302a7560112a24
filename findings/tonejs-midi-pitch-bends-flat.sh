#!/bin/bash
# @tonejs/midi 2.0.28 (npm): a file that is written has its pitch bends at zero or beside it, so none of them bends anything.
# Expected by its README ("modifying an existing file"): what was read is written again. The MIDI specification (Pitch Bend Change): the value
# has 14 bits, from -8192 to 8191; the package gives it as a part of 8192.
# Seen: reading divides by 8192, writing does not multiply: a bend of 4096 is read as 0.5 and written as 0, one of 8191 as 0 too, and one of
# -4096 as -1. Times, notes and control changes are right.
# Cost: vibrato and slides of a generated melody are gone after any edit of its file; it sounds out of tune, and nothing tells why.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @tonejs/midi@2.0.28 midi-file@1.2.4
cd "$dir"
cat > bends.cjs <<'JS'
const assert = require('node:assert');
const { Midi } = require('@tonejs/midi');
const { parseMidi, writeMidi } = require('midi-file');

const event = (type, deltaTime, rest) => ({ type, deltaTime, channel: 0, ...rest });
const track = [
  event('noteOn', 0, { noteNumber: 60, velocity: 90 }),
  ...[4096, 8191, -4096].map((value) => event('pitchBend', 120, { value })),
  event('noteOff', 120, { noteNumber: 60, velocity: 0 }),
  { type: 'endOfTrack', deltaTime: 0 },
];
const file = Uint8Array.from(writeMidi({ header: { format: 0, numTracks: 1, ticksPerBeat: 480 }, tracks: [track] }));
const bends = (bytes) => parseMidi(bytes).tracks.flat().filter(({ type }) => type === 'pitchBend').map(({ value }) => value);
const read = new Midi(file);
console.log(bends(file), read.tracks[0].pitchBends.map(({ value }) => value), bends(read.toArray()));
assert.deepStrictEqual(bends(file), [4096, 8191, -4096]);
assert.deepStrictEqual(bends(read.toArray()), [0, 0, -1]);
JS
node bends.cjs
