#!/bin/bash
# wav-file-decoder 1.0.3 (npm): a WAV file with the extensible format cannot be decoded, and is no WAV file.
# Expected by Microsoft's WAVE format: for more than two channels, or more than 16 bits, the format code is FFFE, and the real one stands
# in the 24 bytes behind. FFmpeg and others write 24 bits so.
# Seen: "Unsupported WAV file type, formatCode=65534", and isWavFile() is false. The same samples under the code 1 are read.
# Cost: recordings of studios and of text-to-speech with 24 bits are refused as if they were broken.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" wav-file-decoder@1.0.3
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import { decodeWavFile, isWavFile } from 'wav-file-decoder';

const file = (extensible) => {
  const extra = extensible ? Buffer.from('16001800030000000100000000001000800000aa00389b71', 'hex') : Buffer.alloc(0);
  const format = Buffer.alloc(16);
  format.writeUInt16LE(extensible ? 0xfffe : 1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(48000, 4);
  format.writeUInt32LE(144000, 8);
  format.writeUInt16LE(3, 12);
  format.writeUInt16LE(24, 14);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(16 + extra.length);
  const body = Buffer.concat([Buffer.from('WAVEfmt '), head, format, extra, Buffer.from('data'), Buffer.from([6, 0, 0, 0, 0, 0, 64, 0, 0, 64])]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
};
assert.deepStrictEqual([...decodeWavFile(file(false)).channelData[0]], [0.5, 0.5]);
assert.throws(() => decodeWavFile(file(true)), (error) => {
  console.log(error.message);
  return error.message.includes('formatCode=65534');
});
assert.strictEqual(isWavFile(file(true)), false);
JS
node show.mjs
