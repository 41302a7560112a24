#!/bin/bash
# image-size 2.1.0 (npm): a cropped AVIF or HEIC is told with one pixel less in width and its full height.
# Expected by ISO/IEC 14496-12 (CleanApertureBox) and MIAF: the property clap crops the image; its first four numbers are the width and the height,
# each as a numerator and a denominator.
# Seen: for an image of 128 × 128 that is cropped to 100 × 50, it is 127 × 128: the denominator of the width, 1, is taken off the width
# as if it were a number of pixels; the height is not looked at. Without the crop it is 128 × 128.
# Cost: size and shape of a picture are wrong, so the video or the mask made by them does not fit it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" image-size@2.1.0
cd "$dir"
cat > crop.cjs <<'JS'
const assert = require('node:assert');
const { imageSize } = require('image-size');

const numbers = (...values) => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
};
const box = (name, ...contents) => {
  const content = Buffer.concat(contents);
  return Buffer.concat([numbers(content.length + 8), Buffer.from(name), content]);
};
const file = (...properties) => {
  const links = Buffer.from([0, 1, properties.length, ...properties.map((_, index) => index + 1)]); // item 1 has all
  const handler = box('hdlr', numbers(0, 0), Buffer.from('pict'), Buffer.alloc(13));
  const items = [box('pitm', numbers(0), Buffer.from([0, 1])), box('iprp', box('ipco', ...properties), box('ipma', numbers(0, 1), links))];
  const meta = box('meta', numbers(0), handler, ...items);
  return Buffer.concat([box('ftyp', Buffer.from('avif\0\0\0\0avifmif1')), meta]);
};
const size = (bytes) => {
  const { width, height } = imageSize(bytes);
  return [width, height];
};
const full = box('ispe', numbers(0, 128, 128));
const crop = box('clap', numbers(100, 1, 50, 1, 0, 1, 0, 1));
const seen = { full: size(file(full)), cropped: size(file(full, crop)) };
console.log(seen);
assert.deepStrictEqual(seen, { full: [128, 128], cropped: [127, 128] });
JS
node crop.cjs
