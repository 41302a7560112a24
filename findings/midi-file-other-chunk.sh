#!/bin/bash
# midi-file 1.2.4 (npm): a chunk of another kind between the tracks is an error.
# Expected by the specification (Standard MIDI Files 1.0, "Chunks"): programs should expect alien chunks and treat them as if they were not
# present.
# Seen: parseMidi() throws the text "Bad MIDI file.  Expected 'MTrk', got: 'XFIH'", which is not even an Error, and gives none of the tracks.
# With the same chunk behind the last track, the file is read.
# Cost: karaoke and accompaniment files with chunks of their own (such as the XF format) cannot be read, nor can what is built on it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" midi-file@1.2.4
cd "$dir"
cat > chunk.cjs <<'JS'
const assert = require('node:assert');
const { parseMidi } = require('midi-file');

const chunk = (name, hex) => {
  const content = Buffer.from(hex, 'hex');
  const head = Buffer.alloc(8);
  head.write(name);
  head.writeUInt32BE(content.length, 4);
  return Buffer.concat([head, content]);
};
const [header, track, other] = [chunk('MThd', '0000000101e0'), chunk('MTrk', '00903c64' + '60803c00' + '00ff2f00'), chunk('XFIH', '00ff2f00')];
const read = (...chunks) => {
  try {
    return parseMidi(Buffer.concat(chunks)).tracks.map(({ length }) => length);
  } catch (error) {
    return error;
  }
};
const [behind, before] = [read(header, track, other), read(header, other, track)];
console.log({ behind, before });
assert.deepStrictEqual(behind, [3]);
assert.strictEqual(before, "Bad MIDI file.  Expected 'MTrk', got: 'XFIH'");
JS
node chunk.cjs
