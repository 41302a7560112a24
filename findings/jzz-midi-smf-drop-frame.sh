#!/bin/bash
# jzz-midi-smf 1.9.9 with jzz 1.9.6 (npm): a MIDI file in drop-frame time plays 3 % too slowly.
# Expected by Standard MIDI Files 1.0, header chunk: the frame rate -29 stands for 30 drop frame, which is 29.97 frames a second.
# Seen: its player takes 29 frames a second, so a song of one minute takes 62 s. 24, 25 and 30 frames are right.
# Cost: music for a film of 29.97 frames a second runs behind the picture, by 2 s after each minute.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" jzz-midi-smf@1.9.9 jzz@1.9.6
cd "$dir"
cat > minute.cjs <<'JS'
const assert = require('node:assert');
const JZZ = require('jzz');
require('jzz-midi-smf')(JZZ);

const seconds = (frames, ticks) => {
  const track = [0x00, 0x90, 60, 90, 0x80 | (ticks >> 14), 0x80 | ((ticks >> 7) & 127), ticks & 127, 0x80, 60, 0, 0x00, 0xff, 0x2f, 0x00];
  const bytes = [0x4d, 0x54, 0x68, 0x64, 0, 0, 0, 6, 0, 0, 0, 1, 256 - frames, 40, 0x4d, 0x54, 0x72, 0x6b, 0, 0, 0, track.length, ...track];
  return new JZZ.MIDI.SMF(new Uint8Array(bytes)).player().durationMS() / 1000;
};
const seen = { 25: seconds(25, 60 * 25 * 40), 30: seconds(30, 60 * 30 * 40), 29: seconds(29, Math.round(60 * (30000 / 1001) * 40)) };
console.log(seen);
assert.strictEqual(seen[25], 60);
assert.strictEqual(seen[30], 60);
assert.ok(Math.abs(seen[29] - 62.007) < 0.01);
JS
node minute.cjs
