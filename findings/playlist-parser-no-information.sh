#!/bin/bash
# playlist-parser 0.0.12 (npm): in an extended list an entry without a line of information is dropped.
# Expected by the extended M3U format: "#EXTINF" before an entry is optional; a line without "#" is an entry.
# Seen: of three entries, the second without "#EXTINF", two are returned; without "#EXTM3U" at the top all are.
# Cost: clips are left out of the programme without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" playlist-parser@0.0.12
cd "$dir"
cat > entries.cjs <<'JS'
const assert = require('node:assert');
const { M3U } = require('playlist-parser');

const files = (text) => M3U.parse(text).map((entry) => entry.file);
const extended = files('#EXTM3U\n#EXTINF:10,One\none.mp3\ntwo.mp3\n#EXTINF:30,Three\nthree.mp3\n');
const plain = files('one.mp3\ntwo.mp3\nthree.mp3\n');
console.log(extended, plain);
assert.deepStrictEqual(extended, ['one.mp3', 'three.mp3']);
assert.deepStrictEqual(plain, ['one.mp3', 'two.mp3', 'three.mp3']);
JS
node entries.cjs
