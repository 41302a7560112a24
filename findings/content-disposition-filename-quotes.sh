#!/bin/bash
# content-disposition-filename 0.0.1 (npm): the quotes, and all that follows, are given as a part of the file name.
# Expected by RFC 6266, section 4.1: filename="song.mp3" and filename=song.mp3 are the same name, and a semicolon ends it.
# Seen: filename="song.mp3"; size=3 gives `"song.mp3"; size=3`, with its quotes.
# Cost: files from a server that sends quotes are saved under names with quotes, whose ending no player knows.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" content-disposition-filename@0.0.1
cd "$dir"
cat > quotes.cjs <<'JS'
const assert = require('node:assert');
const nameOf = require('content-disposition-filename');

const seen = ['filename=song.mp3', 'filename="song.mp3"', 'filename="song.mp3"; size=3'].map((field) => nameOf(`attachment; ${field}`));
console.log(seen);
assert.deepStrictEqual(seen, ['song.mp3', '"song.mp3"', '"song.mp3"; size=3']);
JS
node quotes.cjs
