#!/bin/bash
# wav-file-info 0.0.10 (npm): a good WAVE file is called invalid when another chunk stands before the format.
# Expected by the RIFF and WAVE formats: the format chunk must come before the data chunk, and chunks such as JUNK or "bext" (broadcast wave)
# may come before it. The README gives "determining the validity of a .wav file" as a use.
# Seen: with a JUNK chunk first the error has 'Expected "fmt " string at 8', and the header has a wrong number of channels.
# Cost: recordings from studios and encoders that leave room at the beginning are refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" wav-file-info@0.0.10
cd "$dir"
cat > first.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const { infoByFilename } = require('wav-file-info');

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
fs.writeFileSync('plain.wav', wave(...sound));
fs.writeFileSync('junk.wav', wave(chunk('JUNK', Buffer.alloc(28)), ...sound));
infoByFilename('plain.wav', (error, info) => {
  assert.strictEqual(error, null);
  assert.strictEqual(info.header.num_channels, 1);
  infoByFilename('junk.wav', (refusal) => {
    console.log(refusal.invalid_reasons, refusal.header.num_channels);
    assert.ok(refusal.invalid_reasons.includes('Expected "fmt " string at 8'));
    assert.strictEqual(refusal.header.num_channels, 0);
  });
});
JS
node --no-deprecation first.cjs
