#!/bin/bash
# exifreader 4.46.0 (npm): a comment in Unicode, in which image generators store the prompt, is told as "[Unicode encoded text]".
# Expected by Exif 2.3, tag UserComment: the first eight bytes name the encoding, such as "UNICODE", and the text follows in it. Of a tag,
# description is the text for people. Stable Diffusion's web UI writes the prompt of JPEG, WebP and AVIF there, always as UNICODE.
# Seen: for the comment "a möwe" the description is "[Unicode encoded text]"; only value has the bytes. The same text as ASCII is told.
# Cost: galleries and archives show the same placeholder for each prompt, in all letters that Exif can hold beyond ASCII.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" exifreader@4.46.0
cd "$dir"
cat > comment.cjs <<'JS'
const assert = require('node:assert');
const ExifReader = require('exifreader');

const picture = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////' +
  'wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z',
  'base64',
);
const withComment = (encoding, text) => {
  const content = Buffer.concat([Buffer.from(encoding), text]);
  const head = Buffer.from('4d4d002a00000008' + '0001' + '87690004000000010000001a' + '00000000' + '0001' + '92860007', 'hex');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const tiff = Buffer.concat([head, length, Buffer.from('0000002c00000000', 'hex'), content]);
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(exif.length + 2);
  return Buffer.concat([picture.subarray(0, 2), Buffer.from([0xff, 0xe1]), size, exif, picture.subarray(2)]);
};
const told = (file) => ExifReader.load(file).UserComment.description;
const unicode = told(withComment('UNICODE\0', Buffer.from('a möwe', 'utf16le').swap16()));
const ascii = told(withComment('ASCII\0\0\0', Buffer.from('a gull')));
console.log({ unicode, ascii });
assert.deepStrictEqual({ unicode, ascii }, { unicode: '[Unicode encoded text]', ascii: 'a gull' });
JS
node comment.cjs
