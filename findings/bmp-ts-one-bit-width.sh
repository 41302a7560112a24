#!/bin/bash
# bmp-ts 1.0.9 (npm): in a bitmap of one bit the last pixels of a row are elsewhere, if the width is no multiple of four.
# Expected by the BMP format: the first pixel of a byte is its highest bit; the rest of the last byte of a row is not used.
# Seen: what is left over at the end of a row is moved by four bits, whatever its length. Of eight white pixels and a black one all nine
# are read back as white; the black one is at the twelfth place.
# Cost: the right edge of masks and of pages for fax is wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" bmp-ts@1.0.9
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { decode, encode } from 'bmp-ts';

const line = (width) => {
  const data = Buffer.alloc(4 * width, 255);
  data.fill(0, 4 * width - 3);
  return encode({ data, width, height: 1, bitPP: 1 }).data;
};
const row = (width) => line(width).subarray(62, 64).toString('hex');
const last = (width) => [...decode(line(width)).data].at(-1);
console.log(row(8), last(8), row(9), last(9), row(12), last(12));
assert.deepStrictEqual([row(8), last(8)], ['0101', 0]);
assert.deepStrictEqual([row(12), last(12)], ['0010', 0]);
assert.deepStrictEqual([row(9), last(9)], ['0010', 255]);
JS
node check.mjs
