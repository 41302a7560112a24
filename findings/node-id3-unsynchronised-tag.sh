#!/bin/bash
# node-id3 0.2.9 (npm): in a tag with unsynchronisation, frames behind a picture are lost, and the picture is broken.
# Expected by ID3v2.3.0 section 5 (which its README names): if the flag is set, a zero byte after each ff was put in when the tag was written, and
# must be removed before the frames are read. The package reads the flag.
# Seen: the bytes stay. The picture ff 00 ff 00 ff ff is read as ff 00 00 ff 00 00, and the title behind it is missing, without an
# error. The same frames without unsynchronisation are read in full.
# Cost: of MP3 files with a cover from tools that use it, title and artist are lost, and an update writes the loss into the file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-id3@0.2.9
cd "$dir"
cat > tag.cjs <<'JS'
const assert = require('node:assert');
const { read } = require('node-id3');

const frame = (name, content) => {
  const head = Buffer.alloc(10);
  head.write(name);
  head.writeUInt32BE(content.length, 4);
  return Buffer.concat([head, content]);
};
const picture = Buffer.from('ff00ff00ffff', 'hex');
const cover = Buffer.concat([Buffer.from('\0image/jpeg\0\x03\0', 'latin1'), picture]);
const frames = Buffer.concat([frame('APIC', cover), frame('TIT2', Buffer.from('\0Night train', 'latin1'))]);
const apart = (bytes) => Buffer.from([...bytes].flatMap((byte, index) => {
  const next = bytes[index + 1];
  return byte === 0xff && (next === 0 || next >= 0xe0) ? [byte, 0] : [byte];
}));
const tag = (flags, content) => Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 3, 0, flags, 0, 0, 0, content.length]), content]);
const found = (file) => {
  const { title, image } = read(file);
  return [title, image.imageBuffer.toString('hex')];
};
const [plain, unsynchronised] = [found(tag(0, frames)), found(tag(0x80, apart(frames)))];
console.log({ plain, unsynchronised });
assert.deepStrictEqual(plain, ['Night train', 'ff00ff00ffff']);
assert.deepStrictEqual(unsynchronised, [undefined, 'ff0000ff0000']);
JS
node tag.cjs
