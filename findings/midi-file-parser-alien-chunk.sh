#!/bin/bash
# midi-file-parser 1.0.0 (npm): a MIDI file with a chunk of another kind is refused.
# Expected by the Standard MIDI File format: programs should expect chunks that they do not know and treat them as if they were not there.
# Seen: with such a chunk between the header and the track it raises "Unexpected chunk - expected MTrk, got XFIH"; without it the track is read.
# Cost: karaoke files and files from keyboards that add their own chunks cannot be used.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" midi-file-parser@1.0.0
cd "$dir"
cat > alien.cjs <<'JS'
const assert = require('node:assert');
const parse = require('midi-file-parser');

const header = [...Buffer.from('MThd'), 0, 0, 0, 6, 0, 0, 0, 1, 0, 96];
const track = [...Buffer.from('MTrk'), 0, 0, 0, 4, 0, 0xff, 0x2f, 0];
const alien = [...Buffer.from('XFIH'), 0, 0, 0, 2, 1, 2];
const text = (...parts) => Buffer.from(parts.flat()).toString('latin1');
assert.strictEqual(parse(text(header, track)).tracks.length, 1);
assert.throws(() => parse(text(header, alien, track)), (error) => {
  console.log(error);
  return error === 'Unexpected chunk - expected MTrk, got XFIH';
});
JS
node alien.cjs
