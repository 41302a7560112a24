#!/bin/bash
# jsmediatags 3.9.7 (npm): of several artists or genres in one ID3v2.4 tag only the first is read.
# Expected by ID3v2.4.0 (frames, section 4.2): a text information frame may hold several values, each ended by a zero byte.
# Seen: TPE1 with "Ann" and "Bob" is "Ann", both as the short cut and as the frame; TCON with "Jazz" and "Vocal" is "Jazz". There is no way
# to the rest.
# Cost: the second singer of a generated duet is not credited, and a playlist by genre misses the song.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" jsmediatags@3.9.7
cd "$dir"
cat > values.cjs <<'JS'
const assert = require('node:assert');
const { Reader } = require('jsmediatags');

const size = (length) => [0, 0, length >> 7, length & 127];
const frame = (id, text) => [...Buffer.from(id), ...size(text.length + 1), 0, 0, 3, ...Buffer.from(text)];
const frames = [...frame('TPE1', 'Ann\0Bob'), ...frame('TCON', 'Jazz\0Vocal'), ...frame('TIT2', 'Rain')];
const file = Buffer.from([...Buffer.from('ID3'), 4, 0, 0, ...size(frames.length), ...frames, ...new Array(200).fill(0)]);
new Reader(file).read({
  onSuccess: ({ version, tags }) => {
    console.log(version, tags);
    assert.strictEqual(version, '2.4.0');
    assert.strictEqual(tags.title, 'Rain');
    assert.deepStrictEqual([tags.artist, tags.TPE1.data, tags.genre, tags.TCON.data], ['Ann', 'Ann', 'Jazz', 'Jazz']);
  },
  onError: (error) => assert.fail(error),
});
JS
node values.cjs
