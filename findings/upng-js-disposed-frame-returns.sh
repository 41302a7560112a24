#!/bin/bash
# upng-js 2.1.0 (npm): in an animated PNG, a part that was cleared comes back after a frame that is to be undone.
# Expected by PNG, third edition, "fcTL": dispose_op 2 (previous) restores what was there before the frame was drawn; dispose_op 1 clears the part
# of its frame before the next one is drawn.
# Seen: after such a frame, toRGBA8() goes back to the picture of the frame before it, without having cleared its part. Of four frames the
# last has the pixel of the second in it, which should be transparent since the third.
# Cost: stickers and animations that are taken apart into frames (for a video model, for example) have ghosts of earlier frames.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" upng-js@2.1.0
cd "$dir"
cat > frames.cjs <<'JS'
const assert = require('node:assert');
const zlib = require('node:zlib');
const UPNG = require('upng-js');

const number = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
const chunk = (name, ...contents) => {
  const named = Buffer.concat([Buffer.from(name), ...contents]);
  return Buffer.concat([number(named.length - 4), named, number(UPNG.crc.crc(named, 0, named.length))]);
};
let sequence = 0;
const control = (width, x, dispose) => {
  const rest = Buffer.from([0, 10, 0, 100, dispose, 0]);
  return chunk('fcTL', ...[sequence++, width, 1, x, 0].map(number), rest);
};
const pixels = (...greys) => zlib.deflateSync(Buffer.from([0, ...greys.flatMap((grey) => [grey, 255])]));
const part = (grey, x, dispose) => Buffer.concat([control(1, x, dispose), chunk('fdAT', number(sequence++), pixels(grey))]);
const file = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, 4, 0, 0, 0])),
  chunk('acTL', number(4), number(0)),
  control(2, 0, 0),
  chunk('IDAT', pixels(10, 10)),
  part(20, 1, 1), // on the right, cleared afterwards
  part(30, 0, 2), // on the left, undone afterwards
  part(40, 0, 0),
  chunk('IEND'),
]);
const frames = UPNG.toRGBA8(UPNG.decode(file)).map((frame) => {
  const bytes = new Uint8Array(frame);
  return [0, 4].map((pixel) => (bytes[pixel + 3] ? bytes[pixel] : 'transparent'));
});
console.log(frames);
assert.deepStrictEqual(frames, [[10, 10], [10, 20], [30, 'transparent'], [40, 20]]);
JS
node frames.cjs
