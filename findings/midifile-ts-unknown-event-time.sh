#!/bin/bash
# midifile-ts 1.5.2 (npm): an event that it does not know is dropped with its time, so all that follows comes too early.
# Expected by the MIDI file format: unknown meta events are to be ignored, and the time before each event counts for those after it.
# Seen: a note that begins 192 ticks into the track, 96 before and 96 after a meta event of type 10, begins at 96 after read() and write().
# Cost: one track is shifted against the others by the length of the pause.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" midifile-ts@1.5.2
cd "$dir"
cat > unknown.cjs <<'JS'
const assert = require('node:assert');
const { read, write } = require('midifile-ts');

const events = [96, 0xff, 0x0a, 2, 0x41, 0x42, 96, 0x90, 60, 100, 96, 0x80, 60, 0, 0, 0xff, 0x2f, 0];
const header = [...Buffer.from('MThd'), 0, 0, 0, 6, 0, 0, 0, 1, 0, 96];
const file = Uint8Array.from([...header, ...Buffer.from('MTrk'), 0, 0, 0, events.length, ...events]);
const begin = (midi) => {
  let time = 0;
  for (const event of midi.tracks[0]) {
    time += event.deltaTime;
    if (event.subtype === 'noteOn') return time;
  }
  return null;
};
const midi = read(file);
const again = read(Uint8Array.from(write(midi.tracks, midi.header.ticksPerBeat)));
console.log(begin(midi), begin(again));
assert.strictEqual(begin(midi), 192);
assert.strictEqual(begin(again), 96);
JS
node unknown.cjs
