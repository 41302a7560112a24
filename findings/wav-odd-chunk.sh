#!/bin/bash
# node-wav 0.0.2, wav-decoder 1.3.0 and wav 1.0.2 (npm): a WAV file with a chunk of odd size before the sound is not read.
# Expected by the RIFF format: a chunk of odd size is followed by a byte of padding that its size does not count.
# Seen: none of the three skips the byte, so the names and sizes behind it are shifted. node-wav returns undefined, the Reader of
# wav ends without a byte of sound and without an error, wav-decoder raises a RangeError. wavefile 11.0.0 reads the same file.
# Cost: sound with a note of odd length about its maker (or its prompt) before the data cannot be played or measured; the next
# file, with one letter more, can.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-wav@0.0.2 wav-decoder@1.3.0 wav@1.0.2 wavefile@11.0.0
cd "$dir"
cat > odd.cjs <<'JS'
const assert = require('node:assert');
const nodeWav = require('node-wav');
const { Reader } = require('wav');
const wavDecoder = require('wav-decoder');
const { WaveFile } = require('wavefile');

const chunk = (name, content) => {
  const head = Buffer.alloc(8);
  head.write(name);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
};
const format = Buffer.from('01000100401f0000803e000002001000', 'hex'); // PCM, mono, 8000 Hz, 16 bits
const sound = (note) => {
  const chunks = [chunk('fmt ', format), chunk('note', Buffer.from(note)), chunk('data', Buffer.alloc(16000))];
  return Buffer.from(new Uint8Array(chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]))).buffer);
};
const read = (file) => new Promise((done) => {
  let bytes = 0;
  const reader = new Reader();
  reader.on('data', (part) => { bytes += part.length; });
  reader.on('end', () => done(bytes / 2));
  reader.end(file);
});
const raised = (decode) => {
  try {
    return decode();
  } catch (error) {
    return error.name;
  }
};
(async () => {
  const found = {};
  for (const note of ['even', 'odd']) {
    const file = sound(note);
    found[note] = {
      wavefile: new WaveFile(file).data.chunkSize / 2,
      'node-wav': nodeWav.decode(file)?.channelData[0].length,
      wav: await read(file),
      'wav-decoder': raised(() => wavDecoder.decode.sync(file).length),
    };
  }
  console.log(found);
  assert.deepStrictEqual(Object.values(found.even), [8000, 8000, 8000, 8000]);
  assert.deepStrictEqual(Object.values(found.odd), [8000, undefined, 0, 'RangeError']);
})();
JS
node --no-deprecation odd.cjs
