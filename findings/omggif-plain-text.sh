#!/bin/bash
# omggif 1.0.10 (npm): a GIF with a plain text extension cannot be read at all.
# Expected by GIF89a, section 25: the extension (label 01) is one of the four that the format has, and a decoder that does not draw the text may
# skip it by the sizes of its sub-blocks, as the package does for comments and unknown applications.
# Seen: GifReader raises "Unknown graphic control label: 0x1", also for the frames before it. Without these bytes, the frame is
# read.
# Cost: a GIF that browsers and editors show is refused as a broken upload.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" omggif@1.0.10
cd "$dir"
cat > text.cjs <<'JS'
const assert = require('node:assert');
const { GifReader, GifWriter } = require('omggif');

const bytes = [];
const writer = new GifWriter(bytes, 8, 8, { palette: [0x000000, 0xffffff] });
writer.addFrame(0, 0, 8, 8, Array(64).fill(1));
const frame = Buffer.from(bytes);
const grid = [0, 0, 0, 0, 8, 0, 8, 0, 8, 8, 1, 0]; // left, top, width, height, cell of 8 × 8, colours 1 and 0
const text = Buffer.from([0x21, 0x01, grid.length, ...grid, 2, 0x48, 0x69, 0]);
const frames = (...parts) => {
  try {
    return new GifReader(Buffer.concat([...parts, Buffer.from([0x3b])])).numFrames();
  } catch (error) {
    return error.message;
  }
};
const seen = { plain: frames(frame), text: frames(frame, text) };
console.log(seen);
assert.deepStrictEqual(seen, { plain: 1, text: 'Unknown graphic control label: 0x1' });
JS
node text.cjs
