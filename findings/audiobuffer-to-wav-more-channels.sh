#!/bin/bash
# audiobuffer-to-wav 1.0.0 (npm): of sound with more than two channels, only the first is written, under a header that tells of all.
# Expected by its README: it encodes an AudioBuffer, and "interleaves multi-channel data, if necessary". The Web Audio API has up to 32
# channels and more; in a WAV file, each frame has a sample of each channel.
# Seen: one second of six channels becomes a file whose header says six channels, with 8000 samples of the first one, that is 1333
# frames: a sixth of a second. One and two channels are right. There is no error.
# Cost: surround sound from a video or a mixer is a short burst of noise at six times the speed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" audiobuffer-to-wav@1.0.0
cd "$dir"
cat > channels.cjs <<'JS'
const assert = require('node:assert');
const toWav = require('audiobuffer-to-wav');

const seconds = (numberOfChannels) => {
  const sound = { numberOfChannels, sampleRate: 8000, getChannelData: () => new Float32Array(8000) };
  const file = Buffer.from(toWav(sound));
  return { channels: file.readUInt16LE(22), seconds: file.readUInt32LE(40) / file.readUInt32LE(28) };
};
const seen = [1, 2, 6].map(seconds);
console.log(seen);
assert.deepStrictEqual(seen, [{ channels: 1, seconds: 1 }, { channels: 2, seconds: 1 }, { channels: 6, seconds: 1 / 6 }]);
JS
node channels.cjs
