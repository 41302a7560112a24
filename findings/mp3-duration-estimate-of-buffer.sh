#!/bin/bash
# mp3-duration 1.1.0 (npm): the duration of a Buffer cannot be estimated.
# Expected by its README: mp3Duration(filePathOrBuffer [, cbrEstimate] [, callback]), with cbrEstimate for files of constant bit rate.
# Seen: with a Buffer and cbrEstimate true the promise rejects with TypeError ("Cannot read properties of undefined (reading
# 'size')"), as the size is that of a file that was opened. The path of the same content gives an estimate, the Buffer without the
# flag a duration.
# Cost: the sound of an answer, which is in memory, can be measured only frame by frame, or not at all where the flag is set.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" mp3-duration@1.1.0
cd "$dir"
cat > estimate.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const mp3Duration = require('mp3-duration');

const frame = Buffer.alloc(417);
frame.writeUInt32BE(0xfffb9000); // MPEG-1 layer 3, 128 kbit/s, 44100 Hz: 1152 samples
const sound = Buffer.concat(Array(100).fill(frame));
fs.writeFileSync('sound.mp3', sound);
(async () => {
  const found = {
    path: await mp3Duration('sound.mp3', true),
    'Buffer, not estimated': await mp3Duration(sound),
    Buffer: await mp3Duration(sound, true).catch((error) => `${error.name}: ${error.message}`),
  };
  console.log(found);
  assert.ok(found.path > 2.5 && found['Buffer, not estimated'] > 2.5);
  assert.match(found.Buffer, /TypeError: .*'size'/);
})();
JS
node --no-deprecation estimate.cjs
