#!/bin/bash
# paroles 2.3.0 (npm): the offset of lyrics is written in seconds and read as milliseconds.
# Expected by the LRC format: [offset:+500] is a shift in milliseconds.
# Seen: [offset:+500] is read as 0.5 (seconds), written as [offset:0.5], and that is read as 0.
# Cost: lyrics that were right are half a second off after one round trip, in this package and in every player.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" paroles@2.3.0
cd "$dir"
cat > offset.cjs <<'JS'
const assert = require('node:assert');
const { Lyrics } = require('paroles');

const lyrics = new Lyrics('[offset:+500]\n[00:12.00]First line\n');
const text = lyrics.toString();
const again = new Lyrics(text);
console.log(lyrics.info, JSON.stringify(text), again.info);
assert.strictEqual(lyrics.info.offset, 0.5);
assert.strictEqual(text, '[offset:0.5]\n[00:12.00]First line');
assert.strictEqual(again.info.offset, 0);
JS
node offset.cjs
