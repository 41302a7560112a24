#!/bin/bash
# @purinton/resampler 1.0.4 (npm): a chunk that ends inside a sample raises an error.
# Expected by its README: a transform stream, a "drop-in replacement for ffmpeg pipes in Node.js"; a byte stream may be cut at any byte.
# Seen: the same 9600 bytes in chunks of 960 are resampled, and in chunks of 333 a RangeError comes out of write(). With two channels a chunk of
# 962 bytes (whole samples, but half a pair) is enough.
# Cost: sound from the network or from another program breaks off at random.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @purinton/resampler@1.0.4
cd "$dir"
cat > chunk.mjs <<'JS'
import assert from 'node:assert';
import { Resampler } from '@purinton/resampler';

const sound = Buffer.alloc(9600);
for (let offset = 0; offset < sound.length; offset += 2) sound.writeInt16LE(Math.round(10000 * Math.sin(offset / 20)), offset);
const run = (size, inChannels) => {
  const resampler = new Resampler({ inRate: 48000, outRate: 24000, inChannels, outChannels: 1 });
  resampler.resume();
  for (let offset = 0; offset < sound.length; offset += size) resampler.write(sound.subarray(offset, offset + size));
  resampler.end();
};
run(960, 1);
run(960, 2);
for (const [size, channels] of [[333, 1], [962, 2]]) {
  assert.throws(() => run(size, channels), (error) => {
    console.log(size, channels, String(error));
    return error instanceof RangeError;
  });
}
JS
node chunk.mjs
