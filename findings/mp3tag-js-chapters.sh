#!/bin/bash
# mp3tag.js 3.16.0 (npm): behind a chapter all tags of an MP3 are lost.
# Expected by the chapter addendum of ID3v2 (CHAP): a frame like others, which holds frames of its own; a reader that does not know it skips it
# by its size. The package has CHAP in its list of frames.
# Seen: of a file with CHAP and then TIT2, read() gives an empty title and no frames, and its field error is empty; in the other
# order the title is there. The chapter is in neither.
# Cost: title and artist of podcasts and audio books with chapters are empty, and saving them writes that into the file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" mp3tag.js@3.16.0 jsmediatags@3.9.7
cd "$dir"
cat > chapters.cjs <<'JS'
const assert = require('node:assert');
const { Reader } = require('jsmediatags');
const MP3Tag = require('mp3tag.js');

const frame = (name, content) => {
  const head = Buffer.alloc(10);
  head.write(name);
  head.writeUInt32BE(content.length, 4);
  return Buffer.concat([head, content]);
};
const title = (text) => frame('TIT2', Buffer.from(`\0${text}`, 'latin1'));
const times = Buffer.from('00000000000003e8ffffffffffffffff', 'hex'); // 0 to 1000 ms
const chapter = frame('CHAP', Buffer.concat([Buffer.from('ch1\0'), times, title('Intro')]));
const file = (...frames) => {
  const content = Buffer.concat(frames);
  const sound = Buffer.alloc(417);
  sound.writeUInt32BE(0xfffb9000);
  const head = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, content.length >> 7, content.length & 127]);
  return Buffer.concat([head, content, ...Array(10).fill(sound)]);
};
const read = (bytes) => {
  const tag = new MP3Tag(Uint8Array.from(bytes).buffer);
  tag.read();
  return { title: tag.tags.title, frames: Object.keys(tag.tags.v2), error: tag.error };
};
const other = (bytes) => new Promise((done, fail) => {
  new Reader(bytes).read({ onSuccess: ({ tags }) => done(tags.title), onError: fail });
});
(async () => {
  const before = file(chapter, title('Night train'));
  const seen = { before: read(before), behind: read(file(title('Night train'), chapter)), jsmediatags: await other(before) };
  console.log(seen);
  assert.deepStrictEqual(seen.before, { title: '', frames: [], error: '' });
  assert.strictEqual(seen.behind.title, 'Night train');
  assert.strictEqual(seen.jsmediatags, 'Night train');
})();
JS
node chapters.cjs
