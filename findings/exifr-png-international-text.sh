#!/bin/bash
# exifr 7.1.3 (npm): of the texts in a PNG those in iTXt and zTXt are left out, and an umlaut in tEXt is broken.
# Expected by PNG (third edition), section 11.3.3: tEXt holds Latin-1, zTXt the same compressed, iTXt UTF-8; all three are textual data
# with a keyword. exifr tells those of tEXt.
# Seen: of prompt (iTXt), settings (zTXt) and author (tEXt, "Möwe" in Latin-1) only author is told, as "M\ufffdwe": it is decoded as
# UTF-8. No error. Programs that write the prompt use iTXt as soon as it has a letter beyond Latin-1.
# Cost: prompts in Japanese, Russian or Greek, and long settings, are missing from what is known of a generated picture.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" exifr@7.1.3
cd "$dir"
cat > texts.cjs <<'JS'
const assert = require('node:assert');
const zlib = require('node:zlib');
const exifr = require('exifr');

const crc = (bytes) => {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
};
const chunk = (type, content) => {
  const body = Buffer.concat([Buffer.from(type), content]);
  const size = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([size, body, sum]);
};
const picture = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
  chunk('iTXt', Buffer.from('prompt\0\0\0\0\0日本 sea')),
  chunk('zTXt', Buffer.concat([Buffer.from('settings\0\0'), zlib.deflateSync('Steps: 20')])),
  chunk('tEXt', Buffer.from('author\0Möwe', 'latin1')),
  chunk('IDAT', zlib.deflateSync(Buffer.from([0, 0]))),
  chunk('IEND', Buffer.alloc(0)),
]);
exifr.parse(picture, true).then(({ prompt, settings, author }) => {
  console.log({ prompt, settings, author });
  assert.deepStrictEqual({ prompt, settings, author }, { prompt: undefined, settings: undefined, author: 'M\ufffdwe' });
});
JS
node texts.cjs
