#!/bin/bash
# png-dpi-reader-writer 0.2.4 (npm): a PNG that says its density already keeps it, whatever writePngDpi() is told.
# Expected by its README: writePngDpi(buffer, dpi) writes the dpi into the file.
# Seen: where a pHYs chunk is found nothing is written, and the file is returned as it was: 72 stays 72 when 300 is asked for.
# Cost: an image for print is placed four times as large as it should be.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" png-dpi-reader-writer@0.2.4
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const zlib = require('node:zlib');
const { parsePngFormat, writePngDpi } = require('png-dpi-reader-writer');

const table = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});
const crc = (bytes) => (bytes.reduce((value, byte) => table[(value ^ byte) & 255] ^ (value >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
const chunk = (name, body) => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc(Buffer.concat([Buffer.from(name), body])));
  return Buffer.concat([head, Buffer.from(name), body, tail]);
};
const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const head = chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));
const rest = [chunk('IDAT', zlib.deflateSync(Buffer.from([0, 0]))), chunk('IEND', Buffer.alloc(0))];
const file = (...chunks) => new Uint8Array(Buffer.concat([signature, head, ...chunks, ...rest])).buffer;
const plain = writePngDpi(file(), 300);
const known = writePngDpi(writePngDpi(file(), 72).buffer, 300);
console.log(parsePngFormat(plain.buffer).dpi, parsePngFormat(known.buffer).dpi);
assert.strictEqual(parsePngFormat(plain.buffer).dpi, 300);
assert.strictEqual(parsePngFormat(known.buffer).dpi, 72);
JS
node show.cjs
