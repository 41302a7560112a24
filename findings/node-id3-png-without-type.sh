#!/bin/bash
# node-id3 0.2.9 (npm): a PNG cover that is given as bytes or as a path is written without its type.
# Expected: image may be a path or a Buffer alone; the type is then found by the first bytes, as it is for JPEG, and the code knows those of
# PNG. ID3v2.3.0 section 4.15: the MIME type of the picture, such as "image/png"; if it is not known, "image/" should be written.
# Seen: JPEG gets "image/jpeg"; of the same PNG bytes with the right signature the type is empty, since the Buffer itself is compared
# with 8, in place of its length.
# Cost: players that go by the type do not show the cover of a generated song, as image models mostly give PNG.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-id3@0.2.9
cd "$dir"
cat > cover.cjs <<'JS'
const assert = require('node:assert');
const { create } = require('node-id3');

const type = (bytes) => {
  const tag = create({ image: Buffer.from(bytes, 'hex') });
  const start = tag.indexOf('APIC') + 11;
  return tag.toString('latin1', start, tag.indexOf(0, start));
};
const png = '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489'; // signature and header of 1 × 1
const seen = { jpeg: type('ffd8ffe000104a464946'), png: type(png) };
console.log(seen);
assert.deepStrictEqual(seen, { jpeg: 'image/jpeg', png: '' });
JS
node cover.cjs
