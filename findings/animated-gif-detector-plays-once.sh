#!/bin/bash
# animated-gif-detector 1.2.0 (npm): a GIF of two pictures that plays once is not animated, as its palette ends with white.
# Expected by its README: it determines if the data is an animated GIF. By GIF89a a second picture in the file makes an animation; the
# block that asks for a loop is an extension.
# Seen: a picture is counted only if its graphic control block comes after a byte 0. The first one comes after the palette, whose last
# byte is the blue of its last colour. With white at the end one of two is counted; with black there, or with the loop block between, both
# are.
# Cost: a short animation is stored or sent as a still image, by the colour of its palette.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" animated-gif-detector@1.2.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const animated = require('animated-gif-detector');

const white = [255, 255, 255];
const black = [0, 0, 0];
const picture = (pixel) => [
  0x21, 0xf9, 4, 0, 50, 0, 0, 0, // graphic control: 0.5 s
  0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, // a picture of 1 x 1
  2, 2, pixel ? 0x4c : 0x44, 1, 0, // its LZW data
];
const loop = [0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, 0, 0, 0];
const gif = (palette, extension = []) => Buffer.from([
  ...Buffer.from('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, ...palette, ...extension, ...picture(0), ...picture(1), 0x3b,
]);
const once = gif([...black, ...white]);
const other = gif([...white, ...black]);
const looped = gif([...black, ...white], loop);
const seen = [once, other, looped].map((data) => animated(data));
console.log(seen, once.length);
assert.deepStrictEqual(seen, [false, true, true]);
JS
node show.cjs
