#!/bin/bash
# id3-parser 3.0.0 (npm): in ID3v2.4, a text of 128 bytes or more swallows the tags behind it.
# Expected by ID3v2.4.0 section 4: the size of a frame is four bytes of seven bits each. The package reads 2.4, and short frames of it.
# Seen: of a prompt of 300 letters in a TXXX frame and an album behind it, the prompt has 317 characters, the last of which are the bytes of the
# album's frame, and the album is missing, without an error. In ID3v2.3 both are right.
# Cost: prompts, lyrics and comments of generated songs get remains of other tags, which are lost.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" id3-parser@3.0.0
cd "$dir"
cat > long.cjs <<'JS'
const assert = require('node:assert');
const { default: parse } = require('id3-parser');

const sevenBits = (value) => Buffer.from([value >> 21, value >> 14, value >> 7, value].map((part) => part & 127));
const eightBits = (value) => Buffer.from([value >> 24, value >> 16, value >> 8, value].map((part) => part & 255));
const read = (version, text) => {
  const size = version === 4 ? sevenBits : eightBits;
  const frame = (name, content) => Buffer.concat([Buffer.from(name), size(content.length), Buffer.alloc(2), Buffer.from(content, 'latin1')]);
  const content = Buffer.concat([frame('TXXX', `\0prompt\0${text}`), frame('TALB', '\0Trains')]);
  const tag = parse(Uint8Array.from(Buffer.concat([Buffer.from([0x49, 0x44, 0x33, version, 0, 0]), sevenBits(content.length), content])));
  return [tag['user-defined-text-information'][0].value.length, tag.album];
};
const seen = { v3: read(3, 'x'.repeat(300)), v4short: read(4, 'x'.repeat(30)), v4: read(4, 'x'.repeat(300)) };
console.log(seen);
assert.deepStrictEqual(seen, { v3: [300, 'Trains'], v4short: [30, 'Trains'], v4: [317, undefined] });
JS
node long.cjs
