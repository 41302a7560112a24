#!/bin/bash
# playlist-parser 0.0.12 (npm): an entry whose title names no artist loses its length, and the number stands in the title.
# Expected by the extended M3U format: "#EXTINF:123,Song" is a length and a title; "artist - title" is only a custom for what is in the title.
# Seen: "#EXTINF:123,Band - Song" gives the length 123 and the title "Song"; "#EXTINF:123,Song" the length 0 and the title "123,Song".
# Cost: listeners see numbers in the titles, and the length of a programme is too short.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" playlist-parser@0.0.12
cd "$dir"
cat > artist.cjs <<'JS'
const assert = require('node:assert');
const { M3U } = require('playlist-parser');

const list = M3U.parse('#EXTM3U\n#EXTINF:123,Band - Song\na.mp3\n#EXTINF:123,Song\nb.mp3\n');
const entries = list.map(({ length, title }) => [Number(length), title]);
console.log(entries);
assert.deepStrictEqual(entries, [[123, 'Song'], [0, '123,Song']]);
JS
node artist.cjs
