#!/bin/bash
# id3-parser 3.0.0 (npm): in ID3v2.4, a frame with a data length is left out.
# Expected by ID3v2.4.0 section 4.1.2 (flag p, data length indicator): four bytes with the size of the content stand before it, for a plain
# frame as well; the rest is as without the flag.
# Seen: the title is missing, without an error; the artist behind it is read. Without the flag both are there.
# Cost: tags of tools that write the flag with each frame are empty.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" id3-parser@3.0.0
cd "$dir"
cat > length.cjs <<'JS'
const assert = require('node:assert');
const { default: parse } = require('id3-parser');

const frame = (name, content, flag = 0) => {
  const bytes = Buffer.concat([Buffer.from(flag ? [0, 0, 0, content.length] : []), Buffer.from(content, 'latin1')]);
  return Buffer.concat([Buffer.from(name), Buffer.from([0, 0, 0, bytes.length, 0, flag]), bytes]);
};
const read = (flag) => {
  const content = Buffer.concat([frame('TIT2', '\0Night train', flag), frame('TPE1', '\0Ann')]);
  const { title, artist } = parse(Uint8Array.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, content.length, ...content]));
  return [title, artist];
};
const seen = { plain: read(0), length: read(1) };
console.log(seen);
assert.deepStrictEqual(seen, { plain: ['Night train', 'Ann'], length: [undefined, 'Ann'] });
JS
node length.cjs
