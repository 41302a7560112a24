#!/bin/bash
# musicxml-io 0.9.6 (npm): the tempo of an ABC jig is a third too slow.
# Expected by the ABC standard 2.1, section 3.1.8: "Q:3/8=60" has sixty dotted quarters a minute, which are ninety quarters.
# Seen: the beat becomes a plain quarter at 60, in the <sound> element and in the MIDI file (1,000,000 microseconds a quarter; 666,667 would
# be right).
# Cost: a tune in 6/8, 9/8 or 12/8 whose tempo counts dotted beats, as is usual there, is played at two thirds of its speed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" musicxml-io@0.9.6
cd "$dir"
cat > tempo.cjs <<'JS'
const assert = require('node:assert');
const { parseAbc, exportMidi } = require('musicxml-io');

const tempo = (beat) => {
  const score = parseAbc(`X:1\nM:6/8\nL:1/8\nQ:${beat}=60\nK:C\nC6|\n`);
  const midi = Buffer.from(exportMidi(score)).toString('hex');
  return parseInt(midi.match(/ff5103(.{6})/)[1], 16);
};
const seen = [tempo('1/4'), tempo('3/8')];
console.log(seen);
assert.deepStrictEqual(seen, [1_000_000, 1_000_000]);
JS
node tempo.cjs
