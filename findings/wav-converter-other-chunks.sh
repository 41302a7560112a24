#!/bin/bash
# wav-converter 1.0.0 (npm): other chunks of a file come out as sound.
# Expected by the WAVE format: the sound is the "data" chunk; a LIST chunk with title and artist may stand before it, as FFmpeg writes it, or
# after it.
# Seen: decodeWav() drops the first 44 bytes and gives all the rest; for 200 bytes of sound with a LIST chunk of 26 bytes before it 234 bytes
# come out, the first of them in the middle of that chunk.
# Cost: a loud click at the beginning of every clip, and speech recognition on bytes that are no sound.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" wav-converter@1.0.0
cd "$dir"
cat > chunks.cjs <<'JS'
const assert = require('node:assert');
const { decodeWav } = require('wav-converter');

const chunk = (name, body) => {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};
const format = Buffer.from('01000100803e0000007d000002001000', 'hex');
const sound = chunk('data', Buffer.alloc(200));
const list = chunk('LIST', Buffer.from('INFOISFT\x0e\0\0\0Lavf61.7.100\0\0', 'latin1'));
const wave = (...chunks) => chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), ...chunks]));
const plain = decodeWav(wave(sound));
const listed = decodeWav(wave(list, sound));
console.log(plain.length, listed.length, JSON.stringify(listed.toString('latin1', 0, 42)));
assert.strictEqual(plain.length, 200);
assert.strictEqual(listed.length, 234);
assert.ok(listed.includes('Lavf61.7.100') && listed.includes('data'));
JS
node chunks.cjs
