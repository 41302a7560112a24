#!/bin/bash
# gify-parse 1.0.7 (npm): the number of loops is cut to its lowest byte.
# Expected by the Netscape application extension of GIF89a: the number is an unsigned 16-bit integer with the lowest byte first; 0 means for
# ever.
# Seen: 300 loops are read as 44, and 256 as 0, which is for ever.
# Cost: the length of an animation with its loops is told wrongly, and one that ends is taken for an endless one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" gify-parse@1.0.7
cd "$dir"
cat > count.cjs <<'JS'
const assert = require('node:assert');
const gify = require('gify-parse');

const gif = (loops) => Uint8Array.from([
  ...Buffer.from('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
  0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, loops & 255, loops >> 8, 0,
  0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b,
]).buffer;
const seen = [5, 256, 300].map((loops) => gify.getInfo(gif(loops)).loopCount);
console.log(seen);
assert.deepStrictEqual(seen, [5, 0, 44]);
JS
node count.cjs
