#!/bin/bash
# wav-file-info 0.0.10 (npm): the duration counts every chunk of the file as sound.
# Expected by the WAVE format: the sound is the "data" chunk; others, such as LIST, may stand before or after it. The README says "duration is
# in seconds".
# Seen: one second of sound is 1.0045 s long by itself and 3 s long with a LIST chunk of 16 kB.
# Cost: captions, mixes and bills follow a length that the file does not have.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" wav-file-info@0.0.10
cd "$dir"
cat > duration.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const { promisify } = require('node:util');
const info = promisify(require('wav-file-info').infoByFilename);

const chunk = (name, body) => {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};
const format = Buffer.alloc(16);
[1, 1].forEach((value, index) => format.writeUInt16LE(value, index * 2));
format.writeUInt32LE(8000, 4);
format.writeUInt32LE(8000, 8);
format.writeUInt16LE(1, 12);
format.writeUInt16LE(8, 14);
const sound = [chunk('fmt ', format), chunk('data', Buffer.alloc(8000, 128))];
const wave = (...chunks) => chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
const text = chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('ICMT', Buffer.alloc(15944, 65))]));
fs.writeFileSync('plain.wav', wave(...sound));
fs.writeFileSync('text.wav', wave(...sound, text));
(async () => {
  const plain = (await info('plain.wav')).duration;
  const withText = (await info('text.wav')).duration;
  console.log({ plain, withText });
  assert.ok(Math.abs(plain - 1.0045) < 0.0001);
  assert.ok(Math.abs(withText - 3) < 0.001);
})();
JS
node --no-deprecation duration.cjs
