#!/bin/bash
# upng-js 2.1.0 (npm): grey images of 1, 2 or 4 bits are sheared, unless their rows fill whole bytes.
# Expected by PNG, section 7.2 (scanlines): each row begins at a byte; unused bits at the end of a row mean nothing. The package does so for
# images with a palette.
# Seen: of a mask of 4 × 2 pixels with one bit each, white above and black below, toRGBA8() gives the unused bits of the first row as
# the second: it is what stands there, white or black. A mask of 8 × 2 is right.
# Cost: masks for inpainting are often PNGs of one bit; those whose width is no multiple of 8 mark other parts of the picture.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" upng-js@2.1.0
cd "$dir"
cat > mask.cjs <<'JS'
const assert = require('node:assert');
const zlib = require('node:zlib');
const UPNG = require('upng-js');

const chunk = (name, content) => {
  const named = Buffer.concat([Buffer.from(name), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE((UPNG.crc.crc(named, 0, named.length)) >>> 0);
  return Buffer.concat([length, named, checksum]);
};
const mask = (width, rows) => {
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, rows.length, 1, 0, 0, 0, 0]);
  const pixels = zlib.deflateSync(Buffer.from(rows.flatMap((row) => [0, row])));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
};
const rows = (width, bits) => {
  const grey = new Uint8Array(UPNG.toRGBA8(UPNG.decode(mask(width, bits)))[0]).filter((_, index) => index % 4 === 0);
  return [grey.slice(0, width).join(), grey.slice(width).join()];
};
const seen = { eight: rows(8, [0xff, 0x00]), four: rows(4, [0xff, 0x00]) };
console.log(seen);
const row = (width, value) => Array(width).fill(value).join();
assert.deepStrictEqual(seen.eight, [row(8, 255), row(8, 0)]);
assert.deepStrictEqual(seen.four, [row(4, 255), row(4, 255)]);
JS
node mask.cjs
