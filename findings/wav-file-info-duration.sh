#!/bin/bash
# wav-file-info 0.0.10 (npm): the duration of a WAV file counts its header and its metadata as sound.
# Expected by its README: "duration" is in seconds; in the WAVE format the sound is the data chunk alone.
# Seen: it divides the size of the whole RIFF chunk. One second of 8 kHz is 1.00225 s, and with 16,000 bytes of metadata (a picture,
# a prompt, a C2PA manifest) 2.00275 s.
# Cost: who pays or is paid by the second, or sets captions by the length, has more seconds than there are.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" wav-file-info@0.0.10
cd "$dir"
cat > duration.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const { infoByFilename } = require('wav-file-info');

const chunk = (name, content) => {
  const head = Buffer.alloc(8);
  head.write(name);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
};
const format = chunk('fmt ', Buffer.from('01000100401f0000803e000002001000', 'hex')); // PCM, mono, 8000 Hz, 16 bits
const data = chunk('data', Buffer.alloc(16000));
const expected = { 'plain.wav': 1.00225, 'noted.wav': 2.00275 };
const notes = { 'plain.wav': [], 'noted.wav': [chunk('note', Buffer.alloc(16000))] };
for (const [name, note] of Object.entries(notes)) {
  fs.writeFileSync(name, chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), format, data, ...note])));
  infoByFilename(name, (error, info) => {
    assert.ifError(error);
    console.log(name, info.duration);
    assert.strictEqual(info.duration, expected[name]);
  });
}
JS
node --no-deprecation duration.cjs
