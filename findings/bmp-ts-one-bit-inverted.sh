#!/bin/bash
# bmp-ts 1.0.9 (npm): a bitmap of one bit that is read and written again is its negative.
# Expected by the BMP format: a pixel is the number of a colour in the palette of the file, which is mostly black and then white. By its
# README the palette that decode() returns can be given to encode().
# Seen: bright pixels always get the number 0 and dark ones 1. With the palette black, white the row black, white, black, white becomes
# white, black, white, black.
# Cost: masks for inpainting, which are such images, select everything but the part that was marked.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" bmp-ts@1.0.9
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import { decode, encode } from 'bmp-ts';

const head = Buffer.alloc(54);
head.write('BM');
for (const [value, at] of [[66, 2], [62, 10], [40, 14], [8, 18], [1, 22], [4, 34], [2, 46]]) head.writeUInt32LE(value, at);
head.writeUInt16LE(1, 26);
head.writeUInt16LE(1, 28);
const file = Buffer.concat([head, Buffer.from('00000000ffffff0055000000', 'hex')]);
const reds = (image) => [...image.data].filter((_, i) => i % 4 === 3);
const image = decode(file);
const { data } = encode({ data: image.data, width: 8, height: 1, bitPP: 1, palette: image.palette });
console.log(reds(image), reds(decode(data)));
assert.deepStrictEqual(reds(image), [0, 255, 0, 255, 0, 255, 0, 255]);
assert.deepStrictEqual(reds(decode(data)), [255, 0, 255, 0, 255, 0, 255, 0]);
JS
node check.mjs
