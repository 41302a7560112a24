#!/bin/bash
# mp4-box-encoding 1.4.1 (npm): an edit list with an empty edit cannot be written again.
# Expected by ISO/IEC 14496-12 (EditListBox): media_time is signed, and -1 stands for an empty edit, by which the start of a track is put off. The
# package reads it so.
# Seen: decode() gives a mediaTime of -1, and encode() of the same object raises RangeError ("must be >= 0 ... Received -1"). An edit
# with a time of 1024 goes both ways, byte for byte.
# Cost: a film whose sound begins later than its picture cannot be edited or streamed by what is built on it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" mp4-box-encoding@1.4.1
cd "$dir"
cat > edit.cjs <<'JS'
const assert = require('node:assert');
const { decode, encode } = require('mp4-box-encoding');

const box = (mediaTime) => {
  const bytes = Buffer.alloc(28);
  bytes.writeUInt32BE(28);
  bytes.write('elst', 4);
  bytes.writeUInt32BE(1, 12); // one entry
  bytes.writeUInt32BE(500, 16);
  bytes.writeInt32BE(mediaTime, 20);
  bytes.writeUInt16BE(1, 24); // normal speed
  return bytes;
};
const again = (bytes) => {
  const decoded = decode(bytes);
  try {
    return [decoded.entries[0].mediaTime, encode(decoded).equals(bytes)];
  } catch (error) {
    return [decoded.entries[0].mediaTime, error.name];
  }
};
const seen = { edit: again(box(1024)), empty: again(box(-1)) };
console.log(seen);
assert.deepStrictEqual(seen, { edit: [1024, true], empty: [-1, 'RangeError'] });
JS
node edit.cjs
