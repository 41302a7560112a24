#!/bin/bash
# music-metadata 12.1.0 (npm): the duration of MP3 whose bit rate changes is a guess from the first frames, also if the exact one is asked for.
# Expected by its README: with duration true the parser reads the entire file if necessary to determine the duration. MPEG audio lets
# each frame have a bit rate of its own; a header with the number of frames (Xing) is an addition that encoders of streams leave out.
# Seen: 50 frames of 128 kbit/s and 50 of 64 kbit/s, 115200 samples or 2.61 s, are told as 86400 samples and 1.96 s, with duration true as
# without it: the size of the file, divided by that of the first frames.
# Cost: speech that was put together from answers of two bit rates gets a wrong length, and captions and prices by it are wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" music-metadata@12.1.0
cd "$dir"
cat > rate.mjs <<'JS'
import assert from 'node:assert';
import { parseBuffer } from 'music-metadata';

const frames = (header, size) => {
  const frame = Buffer.alloc(size);
  frame.writeUInt32BE(header); // MPEG-1 layer 3, 44100 Hz: 1152 samples
  return Array(50).fill(frame);
};
const [fast, slow] = [frames(0xfffb9000, 417), frames(0xfffb5000, 208)]; // 128 and 64 kbit/s
const told = async (parts) => {
  const { format } = await parseBuffer(Buffer.concat(parts), { mimeType: 'audio/mpeg' }, { duration: true });
  return [format.numberOfSamples, Number(format.duration.toFixed(2))];
};
const seen = { constant: await told([...fast, ...fast]), changing: await told([...fast, ...slow]) };
console.log(seen);
assert.deepStrictEqual(seen, { constant: [115200, 2.61], changing: [86400, 1.96] });
JS
node rate.mjs
