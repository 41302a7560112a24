#!/bin/bash
# node-wav 0.0.2 and wav-decoder 1.3.0 (npm): the lowest sample of 24 bits is read as the highest.
# Expected: PCM of more than 8 bits is signed, in two's complement: 0x800000 is -8388608, which is -1.
# Seen: 0x800000 itself counts as positive, so -1 becomes 1.0000001; its neighbour 0x800001 is right. Of 16 bits, the lowest
# sample is -1.
# Cost: each negative peak of loud sound, such as speech or music that a service made as loud as possible, turns into a click, and a
# measured peak lies above full scale.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-wav@0.0.2 wav-decoder@1.3.0
cd "$dir"
cat > lowest.cjs <<'JS'
const assert = require('node:assert');
const nodeWav = require('node-wav');
const wavDecoder = require('wav-decoder');

const sound = (bits, samples) => {
  const bytes = bits / 8;
  const head = Buffer.from(new Uint8Array(44 + samples.length * bytes).buffer);
  head.write('RIFF');
  head.writeUInt32LE(head.length - 8, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(48000, 24);
  head.writeUInt32LE(48000 * bytes, 28);
  head.writeUInt16LE(bytes, 32);
  head.writeUInt16LE(bits, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length * bytes, 40);
  samples.forEach((sample, index) => head.writeIntLE(sample, 44 + index * bytes, bytes));
  return head;
};
const decoders = { 'node-wav': nodeWav.decode, 'wav-decoder': wavDecoder.decode.sync };
for (const [name, decode] of Object.entries(decoders)) {
  const first = (bits, sample) => decode(sound(bits, [sample, 0])).channelData[0][0];
  console.log(name, first(24, -8388608), first(24, -8388607), first(16, -32768));
  assert.ok(first(24, -8388608) > 1);
  assert.ok(first(24, -8388607) < -0.9999);
  assert.strictEqual(first(16, -32768), -1);
}
JS
node --no-deprecation lowest.cjs
