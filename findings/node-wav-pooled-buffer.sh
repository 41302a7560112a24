#!/bin/bash
# node-wav 0.0.2 (npm): decode() of a Buffer that lies further back in its memory returns undefined.
# Expected by its README (decode() takes a Buffer and returns sampleRate and channelData), whatever memory Node.js keeps the bytes in:
# Buffer.from() and Buffer.concat() put small ones behind others in a shared block, subarray() gives a part of a larger one.
# Seen: the end is taken from the start of the memory, so from an offset greater than its length on a Buffer has no chunks. The
# same 844 bytes decode to 400 samples at offset 0, and to undefined at offset 4096.
# Cost: short sounds of a speech service, or those cut out of a longer answer, cannot be read, sometimes, by chance of memory.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-wav@0.0.2
cd "$dir"
cat > pooled.cjs <<'JS'
const assert = require('node:assert');
const wav = require('node-wav');

const sound = wav.encode([new Float32Array(400).fill(0.5)], { sampleRate: 8000, bitDepth: 16 });
const samples = (offset) => {
  const part = new Uint8Array(offset + sound.length);
  part.set(sound, offset);
  const found = wav.decode(Buffer.from(part.buffer, offset));
  console.log(`at offset ${offset}:`, found && found.channelData[0].length);
  return found && found.channelData[0].length;
};
assert.strictEqual(samples(0), 400);
assert.strictEqual(samples(4096), undefined);
JS
node --no-deprecation pooled.cjs
