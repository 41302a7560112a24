#!/bin/bash
# flac-metadata 0.1.1 (npm): the end of a cover picture is zeros.
# Expected by RFC 9639 section 8.8: the last field of a PICTURE block is the picture, of the length told before it; pictureData has that
# length.
# Seen: as many bytes as stand before the picture in its block (41 for image/png without a description) are missing at its end, and zeros
# stand there instead; a picture shorter than that is zeros alone. The length is right, and there is no error.
# Cost: the cover of a song that is taken out of the file, or written into a new block, is a PNG without its end or a JPEG with grey lines.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" flac-metadata@0.1.1
cd "$dir"
cat > picture.cjs <<'JS'
const assert = require('node:assert');
const { Processor } = require('flac-metadata');

const number = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const block = (first, content) => Buffer.concat([number(((first << 24) | content.length) >>> 0), content]);
const text = (value) => Buffer.concat([number(value.length), Buffer.from(value)]);
const picture = Buffer.alloc(200, 0x55);
const fields = [number(3), text('image/png'), text(''), number(10), number(10), number(24), number(0), number(picture.length), picture];
const streamInfo = Buffer.from('10001000000000000000ac442f000000000000'.padEnd(68, '0'), 'hex');
const file = Buffer.concat([Buffer.from('fLaC'), block(0, streamInfo), block(0x86, Buffer.concat(fields))]);

const processor = new Processor({ parseMetaDataBlocks: true });
processor.on('postprocess', ({ type, error, pictureData }) => {
  if (type !== 6) return;
  const right = pictureData.filter((byte) => byte === 0x55).length;
  const zeros = pictureData.subarray(right).every((byte) => byte === 0);
  console.log({ error, length: pictureData.length, right, zeros });
  assert.deepStrictEqual([error, pictureData.length, right, zeros], [null, 200, 159, true]);
});
processor.on('end', () => console.log('end')).resume().end(file);
JS
node --no-deprecation picture.cjs
