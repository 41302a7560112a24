#!/bin/bash
# music-metadata 12.1.0 (npm): of Opus, numberOfSamples divided by sampleRate is not the duration.
# Expected by its types ("The duration is: numberOfSamples / sampleRate"). RFC 7845 section 5.1: the input sample rate in the
# header is only a note about the source; positions, and so the samples counted by them, are at 48 kHz (section 4).
# Seen: for 2 s of Opus made from speech at 24 kHz, numberOfSamples is 96000 (at 48 kHz), sampleRate 24000 (the note): 4 s. The
# field duration is 2.
# Cost: sound of speech models (8, 16 or 24 kHz) gets wrong offsets: samples of captions or chapters lie two to six times too late.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" music-metadata@12.1.0
cd "$dir"
cat > opus.mjs <<'JS'
import assert from 'node:assert';
import { parseBuffer } from 'music-metadata';

// The checksum of a page (RFC 3533 section 6): polynomial 04c11db7, no reflection, start and end with 0.
const checksum = (bytes) => bytes.reduce((sum, byte) => {
  let next = (sum ^ (byte << 24)) >>> 0;
  for (let bit = 0; bit < 8; bit++) next = (next & 0x80000000 ? (next << 1) ^ 0x04c11db7 : next << 1) >>> 0;
  return next;
}, 0);
const page = (number, kind, position, packets) => {
  const head = Buffer.alloc(27 + packets.length);
  head.write('OggS');
  head[5] = kind;
  head.writeBigInt64LE(BigInt(position), 6);
  head.writeUInt32LE(1, 14);
  head.writeUInt32LE(number, 18);
  head[26] = packets.length;
  packets.forEach((packet, index) => { head[27 + index] = packet.length; });
  const bytes = Buffer.concat([head, ...packets]);
  bytes.writeUInt32LE(checksum(bytes), 22);
  return bytes;
};

const head = Buffer.from('OpusHead\x01\x01\0\0\0\0\0\0\0\0\0', 'latin1');
head.writeUInt16LE(312, 10); // samples to skip at the start
head.writeUInt32LE(24000, 12); // input sample rate
const tags = Buffer.from('OpusTags\x04\0\0\0test\0\0\0\0', 'latin1');
const silence = Buffer.from([0xf8, 0xff, 0xfe]); // 20 ms
const file = Buffer.concat([
  page(0, 2, 0, [head]), page(1, 0, 0, [tags]), page(2, 4, 96312, Array(101).fill(silence)),
]);
const { format } = await parseBuffer(file, { mimeType: 'audio/ogg' }, { duration: true });
const { codec, duration, numberOfSamples, sampleRate } = format;
console.log({ codec, duration, numberOfSamples, sampleRate, quotient: numberOfSamples / sampleRate });
assert.deepStrictEqual([codec, duration, numberOfSamples, sampleRate], ['Opus', 2, 96000, 24000]);
JS
node opus.mjs
