#!/bin/bash
# png-dpi-reader-writer 0.2.4 (npm): a PNG of 600 dots per inch is read as one of 601, and 1200 as 1202.
# Expected by an inch is 0.0254 m, so a metre has 39.37 inches. 23,622 points per metre, as programs write them for 600 dpi, are 599.999.
# Seen: the number is divided by 39.3 and rounded down.
# Cost: a check for 600 dpi refuses the right file, and a size in centimetres that is made from it is wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" png-dpi-reader-writer@0.2.4
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { parsePngFormat } = require('png-dpi-reader-writer');

const file = (perMetre) => {
  const bytes = Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    Buffer.from('0000000d', 'hex'), Buffer.from('IHDR'), Buffer.from('00000001000000010800000000', 'hex'), Buffer.from('3a7e9b55', 'hex'),
    Buffer.from('00000009', 'hex'), Buffer.from('pHYs'), Buffer.alloc(9), Buffer.alloc(4),
  ]);
  const place = bytes.indexOf('pHYs') + 4;
  bytes.writeUInt32BE(perMetre, place);
  bytes.writeUInt32BE(perMetre, place + 4);
  bytes[place + 8] = 1;
  return new Uint8Array(bytes).buffer;
};
const read = [300, 600, 1200].map((dpi) => parsePngFormat(file(Math.round(dpi / 0.0254))).dpi);
console.log(read);
assert.deepStrictEqual(read, [300, 601, 1202]);
JS
node show.cjs
