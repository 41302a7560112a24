#!/bin/bash
# audio-metadata 0.3.0 (npm): in ID3v2.3, what follows a frame of 256 bytes or more is lost.
# Expected by ID3v2.3.0 section 3.3: the size of a frame is four plain bytes. Only in ID3v2.4 has each byte seven bits. The package reads
# "ID3v2" of both.
# Seen: the size of each frame is put together from seven bits a byte, so 301 bytes are taken for 173. After a subtitle of 300 letters
# the title and the artist are missing; after one of 100 letters they are there.
# Cost: a song whose tag holds its prompt or its lyrics before the title, as services write them, appears without a name.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" audio-metadata@0.3.0
cd "$dir"
cat > tag.cjs <<'JS'
const assert = require('node:assert');
const { id3v2 } = require('audio-metadata');

const frame = (name, text) => {
  const head = Buffer.alloc(11); // name, size, two flags, and the encoding 0: ISO-8859-1
  head.write(name);
  head.writeUInt32BE(text.length + 1, 4);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
};
const read = (length) => {
  const frames = Buffer.concat([frame('TIT3', 'p'.repeat(length)), frame('TIT2', 'Sea'), frame('TPE1', 'Machine')]);
  const head = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, frames.length >> 7, frames.length & 127]);
  const { title, artist } = id3v2(new Uint8Array(Buffer.concat([head, frames])).buffer);
  return [title, artist];
};
const found = { 100: read(100), 300: read(300) };
console.log(found);
assert.deepStrictEqual(found, { 100: ['Sea', 'Machine'], 300: [undefined, undefined] });
JS
node tag.cjs
