#!/bin/bash
# mp3tag.js 3.16.0 (npm): a tag with an extended header is empty.
# Expected by ID3v2.3.0 section 3.2 and ID3v2.4.0 section 3.2: if its flag is set, an extended header stands between the header and the frames; a
# reader skips it by its size.
# Seen: of a file with it, in ID3v2.3 and in 2.4, read() gives an empty title and no frames, and its field error is empty. jsmediatags 3.9.7 reads
# the title of both.
# Cost: title, artist and cover of such files are missing, and saving an edit replaces the tag by a nearly empty one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" mp3tag.js@3.16.0 jsmediatags@3.9.7
cd "$dir"
cat > extended.cjs <<'JS'
const assert = require('node:assert');
const { Reader } = require('jsmediatags');
const MP3Tag = require('mp3tag.js');

const title = Buffer.concat([Buffer.from('TIT2\0\0\0\x0c\0\0', 'latin1'), Buffer.from('\0Night train', 'latin1')]);
const extended = { 3: Buffer.from([0, 0, 0, 6, 0, 0, 0, 0, 0, 0]), 4: Buffer.from([0, 0, 0, 6, 1, 0]) };
const file = (version, flags, ...parts) => {
  const content = Buffer.concat(parts);
  const sound = Buffer.alloc(417);
  sound.writeUInt32BE(0xfffb9000);
  return Buffer.concat([Buffer.from([0x49, 0x44, 0x33, version, 0, flags, 0, 0, 0, content.length]), content, ...Array(10).fill(sound)]);
};
const read = (bytes) => {
  const tag = new MP3Tag(Uint8Array.from(bytes).buffer);
  tag.read();
  return [tag.tags.title, tag.error];
};
const other = (bytes) => new Promise((done, fail) => {
  new Reader(bytes).read({ onSuccess: ({ tags }) => done(tags.title), onError: fail });
});
(async () => {
  for (const version of [3, 4]) {
    const bytes = file(version, 0x40, extended[version], title);
    const seen = { version, plain: read(file(version, 0, title)), extended: read(bytes), jsmediatags: await other(bytes) };
    console.log(seen);
    assert.deepStrictEqual(seen, { version, plain: ['Night train', ''], extended: ['', ''], jsmediatags: 'Night train' });
  }
})();
JS
node extended.cjs
