#!/bin/bash
# synth-js 0.1.2 (npm): the frame rate of a MIDI file's SMPTE offset is read from the wrong bits, and its hour is too large.
# Expected by the MIDI file format and MIDI time code: the hour byte is 0rrhhhhh, with the rate in bits 5 and 6.
# Seen: the rate is taken from bits 6 and 7, and the hour from bits 0 to 5. 25 frames and hour 1 become 24 frames and hour 33; 30 frames
# become 25.
# Cost: music that is to start with a film starts at another place, up to 32 hours away.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" synth-js@0.1.2
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { MIDIStream } = require('synth-js');

const offset = (rate, hour) => new MIDIStream(Uint8Array.from([0, 0xff, 0x54, 5, (rate << 5) | hour, 0, 0, 0, 0]).buffer).readEvent().value;
const found = [0, 1, 2, 3].map((rate) => [offset(rate, 1).frameRate, offset(rate, 1).hour]);
console.log(found);
assert.deepStrictEqual(found, [[24, 1], [24, 33], [25, 1], [25, 33]]);
JS
node show.cjs
