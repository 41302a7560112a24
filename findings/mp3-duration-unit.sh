#!/bin/bash
# mp3-duration 1.1.0 (npm): the duration is in seconds, where the description of the function says ms.
# Expected by its README, under API: "duration is the duration of the mp3 in `ms`", said of the callback and of the promise.
# Seen: 100 frames of 44.1 kHz, 2612 ms, give 2.612. The example further up in the README speaks of seconds.
# Cost: a length that is kept in milliseconds, as captions have it, is a thousand times too short: all captions fall into the first
# hundredth of a second, and a price by the second is nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" mp3-duration@1.1.0
cd "$dir"
cat > unit.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const mp3Duration = require('mp3-duration');

const readme = fs.readFileSync(require.resolve('mp3-duration/README.md'), 'utf8');
assert.match(readme, /resolves to the duration of the mp3 in `ms`/);
const frame = Buffer.alloc(417);
frame.writeUInt32BE(0xfffb9000); // MPEG-1 layer 3, 128 kbit/s, 44100 Hz: 1152 samples
mp3Duration(Buffer.concat(Array(100).fill(frame))).then((duration) => {
  console.log(duration);
  assert.strictEqual(duration, 2.612);
});
JS
node --no-deprecation unit.cjs
