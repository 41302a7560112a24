#!/bin/bash
# synth-js 0.1.2 (npm): a MIDI key with one sharp has -255 sharps, and one with two flats has 254.
# Expected by the MIDI file format: the key is a signed byte, from -7 (flats) to 7 (sharps).
# Seen: in the test for the sign the comparison is made before the bits are masked, so it is the lowest bit that makes a number negative.
# Even numbers of flats and odd numbers of sharps are wrong.
# Cost: half of all keys cannot be shown or used for transposing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" synth-js@0.1.2
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { MIDIStream } = require('synth-js');

const key = (byte) => new MIDIStream(Uint8Array.from([0, 0xff, 0x59, 2, byte & 255, 0]).buffer).readEvent().value.key;
const keys = [-3, -2, -1, 0, 1, 2].map(key);
console.log(keys);
assert.deepStrictEqual(keys, [-3, 254, -1, 0, -255, 2]);
JS
node show.cjs
