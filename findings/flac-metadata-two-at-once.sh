#!/bin/bash
# flac-metadata 0.1.1 (npm): two files that are read at the same time are mixed up.
# Expected by its README: a Processor is a Transform stream, made for each file; streams of Node.js run side by side.
# Seen: where a stream stands in its file is kept once for all of them. With two files in turns of 16 bytes, the comments of neither are
# told; the first seems to begin twice, and the second has a block of type 44, which is not in it. One after the other, both are read.
# Cost: a server that tags the sounds of two requests at once writes wrong files or reads no tags, sometimes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" flac-metadata@0.1.1
cd "$dir"
cat > two.cjs <<'JS'
const assert = require('node:assert');
const { once } = require('node:events');
const { Processor } = require('flac-metadata');

const block = (first, content) => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(((first << 24) | content.length) >>> 0);
  return Buffer.concat([head, content]);
};
const text = (value) => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(value.length);
  return Buffer.concat([length, Buffer.from(value)]);
};
const streamInfo = Buffer.from('10001000000000000000ac442f000000000000'.padEnd(68, '0'), 'hex');
const comments = Buffer.concat([text('test'), Buffer.from([1, 0, 0, 0]), text('TITLE=Night train')]);
const file = Buffer.concat([Buffer.from('fLaC'), block(0, streamInfo), block(0x84, comments), Buffer.alloc(64, 1)]);
const reader = () => {
  const processor = new Processor({ parseMetaDataBlocks: true });
  processor.types = [];
  processor.on('preprocess', ({ type }) => processor.types.push(type));
  return processor.resume();
};
const feed = async (readers) => {
  for (let start = 0; start < file.length; start += 16) {
    for (const processor of readers) await new Promise((next) => processor.write(file.subarray(start, start + 16), next));
  }
  await Promise.all(readers.map((processor) => [processor.end(), once(processor, 'end')][1]));
  return readers.map(({ types }) => types);
};
(async () => {
  const alone = [...(await feed([reader()])), ...(await feed([reader()]))];
  const together = await feed([reader(), reader()]);
  console.log({ alone, together });
  assert.deepStrictEqual(alone, [[0, 4], [0, 4]]);
  assert.deepStrictEqual(together, [[0, 0], [0, 44]]);
})();
JS
node --no-deprecation two.cjs
