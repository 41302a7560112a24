#!/bin/bash
# wav-headers 1.0.1 (npm): the header of an empty recording says that 6 hours of sound follow.
# Expected by its README: dataLength is the number of bytes of sound, and has a default for a stream of unknown length. 0 is a number of
# bytes.
# Seen: 0 is replaced by the default, 4,294,967,195 bytes, which are 6 hours and 45 minutes of stereo at 44.1 kHz.
# Cost: a sentence that came back silent stands as hours in a playlist, and a program that adds up lengths is wrong by as much.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" wav-headers@1.0.1
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const headers = require('wav-headers');

const length = (dataLength) => headers({ channels: 2, sampleRate: 44100, bitDepth: 16, dataLength }).readUInt32LE(40);
console.log(length(0), length(4), (length(0) / (44100 * 4) / 3600).toFixed(2), 'hours');
assert.strictEqual(length(4), 4);
assert.strictEqual(length(0), 4294967195);
JS
node show.cjs
