#!/bin/bash
# midi-player-js 2.0.17 (npm): the velocity of a note is in percent, but of a note in running status it is from 0 to 127.
# Expected by the Standard MIDI File specification: running status only leaves out a status byte that is the same as the one before; the
# event is the same.
# Seen: of two notes with velocity 64 the first has 50, and the second, without a status byte of its own, 64. With 127 they have 100 and
# 127.
# Cost: a file that was saved by a program which uses running status, as many do, is played with accents on nearly every note, in the
# middle of phrases.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" midi-player-js@2.0.17
cd "$dir"
cat > status.cjs <<'JS'
const assert = require('node:assert');
const { Player } = require('midi-player-js');

const track = [0, 0x90, 60, 64, 96, 60, 0, 0, 62, 64, 96, 62, 0, 0, 0xff, 0x2f, 0];
const file = Uint8Array.from([
  ...Buffer.from('MThd'), 0, 0, 0, 6, 0, 0, 0, 1, 0, 96,
  ...Buffer.from('MTrk'), 0, 0, 0, track.length, ...track,
]);
const player = new Player();
player.loadArrayBuffer(file.buffer);
const seen = player.getEvents()[0].filter(({ name, velocity }) => name === 'Note on' && velocity > 0);
console.log(seen.map(({ noteName, velocity }) => [noteName, velocity]));
assert.deepStrictEqual(seen.map(({ velocity }) => velocity), [50, 64]);
JS
node status.cjs
