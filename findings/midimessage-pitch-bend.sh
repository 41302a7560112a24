#!/bin/bash
# midimessage 1.0.5 (npm): a pitch bend in its middle is 16,384, and the highest is 32,639.
# Expected by the MIDI 1.0 specification: the two bytes have seven bits each, the lower ones first, so the value goes from 0 to 16,383 and
# its middle is 8,192.
# Seen: the bytes are put together with eight bits each: E0 00 40 is 16,384, and E0 7F 7F is 32,639. Between 127 and 256 there is a gap.
# Cost: with the usual formula (value - 8192) / 8192 a wheel that is at rest bends by the whole range, and all notes sound two semitones
# too high.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" midimessage@1.0.5
cd "$dir"
cat > bend.cjs <<'JS'
const assert = require('node:assert');
const midimessage = require('midimessage');

const seen = [[0, 0], [127, 0], [0, 1], [0, 64], [127, 127]].map(
  (bytes) => midimessage({ data: new Uint8Array([0xe0, ...bytes]) }).pitchBend,
);
console.log(seen);
assert.deepStrictEqual(seen, [0, 127, 256, 16_384, 32_639]);
JS
node bend.cjs
