#!/bin/bash
# wav-converter 1.0.0 (npm): the two lengths in the head of the file that it writes are swapped.
# Expected by the WAVE format: the length after RIFF is that of all that follows (36 bytes and the sound), the length after "data" is that of
# the sound.
# Seen: for 32000 bytes of sound the first is 32000 and the second 32036, more than the file has.
# Cost: strict readers refuse the file as cut off, others wait for 36 bytes that never come or drop the end of the sound.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" wav-converter@1.0.0
cd "$dir"
cat > lengths.cjs <<'JS'
const assert = require('node:assert');
const { encodeWav } = require('wav-converter');

const file = encodeWav(Buffer.alloc(32000), { sampleRate: 16000, numChannels: 1 });
const lengths = { file: file.length, riff: file.readUInt32LE(4), data: file.readUInt32LE(40) };
console.log(lengths);
assert.strictEqual(file.toString('latin1', 36, 40), 'data');
assert.deepStrictEqual(lengths, { file: 32044, riff: 32000, data: 32036 });
JS
node lengths.cjs
