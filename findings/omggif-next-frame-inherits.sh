#!/bin/bash
# omggif 1.0.10 (npm): a frame without a graphic control extension gets the delay and the transparent colour of the frame before it.
# Expected by GIF89a, section 23: the scope of this extension is the first graphic that follows it; a frame without one has no delay and no
# transparent colour. The package's own GifWriter leaves it out for a frame that has neither.
# Seen: frame 1 is written with 500 ms and a transparent red, frame 2 without options. GifReader gives 500 ms for both, and the red pixel
# of frame 2 is not drawn.
# Cost: the last frame of an animation stays too long, and has holes; its duration in total is wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" omggif@1.0.10
cd "$dir"
cat > frames.cjs <<'JS'
const assert = require('node:assert');
const { GifReader, GifWriter } = require('omggif');

const bytes = [];
const writer = new GifWriter(bytes, 2, 1, { palette: [0xff0000, 0x00ff00] });
writer.addFrame(0, 0, 2, 1, [0, 1], { delay: 50, transparent: 0 });
writer.addFrame(0, 0, 2, 1, [0, 1]);
writer.end();
const extensions = bytes.filter((byte, index) => byte === 0x21 && bytes[index + 1] === 0xf9).length;

const reader = new GifReader(bytes);
const delays = [0, 1].map((frame) => reader.frameInfo(frame).delay);
const second = Array(8).fill(7);
reader.decodeAndBlitFrameRGBA(1, second);
console.log({ extensions, delays, second });
assert.strictEqual(extensions, 1);
assert.deepStrictEqual(delays, [50, 50]);
assert.deepStrictEqual(second, [7, 7, 7, 7, 0, 255, 0, 255]);
JS
node frames.cjs
