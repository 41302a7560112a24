#!/bin/bash
# metaflac-js2 1.0.8 (npm): setting one tag removes all others, and the cover.
# Expected by its README: it implements the official metaflac, and setTag('TITLE=My Music') and save() are its example; metaflac --set-tag adds
# a tag and leaves the rest.
# Seen: the file has an artist and a cover; after setTag() of a title and save() it has the title alone. Before that, getAllTags() is empty
# already. There is no error.
# Cost: each song that gets one more tag loses its artist, its lyrics and its picture for good.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" metaflac-js2@1.0.8
cd "$dir"
cat > tags.cjs <<'JS'
const assert = require('node:assert');
const Metaflac = require('metaflac-js2');

const block = (first, content) => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(((first << 24) | content.length) >>> 0);
  return Buffer.concat([head, content]);
};
const text = (value, write = 'writeUInt32LE') => {
  const length = Buffer.alloc(4);
  length[write](value.length);
  return Buffer.concat([length, Buffer.from(value)]);
};
const streamInfo = Buffer.from('10001000000000000000ac442f000015888'.padEnd(68, '0'), 'hex');
const comments = Buffer.concat([text('test'), Buffer.from([1, 0, 0, 0]), text('ARTIST=Ann')]);
const cover = Buffer.concat([Buffer.from([0, 0, 0, 3]), text('image/png', 'writeUInt32BE'), Buffer.alloc(20), text('picture', 'writeUInt32BE')]);
const file = Buffer.concat([Buffer.from('fLaC'), block(0, streamInfo), block(4, comments), block(0x86, cover), Buffer.alloc(32, 1)]);

const flac = new Metaflac(file);
const before = [...flac.getAllTags()];
flac.setTag('TITLE=Night train');
const saved = flac.save();
const has = (word) => saved.includes(word);
console.log({ before, title: has('TITLE=Night train'), artist: has('ARTIST=Ann'), cover: has('picture') });
assert.deepStrictEqual([before, has('TITLE=Night train'), has('ARTIST=Ann'), has('picture')], [[], true, false, false]);
JS
node tags.cjs
