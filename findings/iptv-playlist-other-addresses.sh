#!/bin/bash
# @iptv/playlist 1.2.1 (npm): entries of an M3U file that do not begin with http are left out.
# Expected by M3U as it is used since Winamp: the line after #EXTINF is the place of the file, an absolute or relative path or an address of any kind.
# Its README says "M3U playlist parser" and names no limit.
# Seen: of a file with music/a.mp3, rtmp://example.com/b and https://example.com/c there is only the last; a file without http addresses
# is an empty list. There is no error.
# Cost: playlists of generated songs beside their files, or of RTMP and UDP streams, are empty.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @iptv/playlist@1.2.1
cd "$dir"
cat > addresses.mjs <<'JS'
import assert from 'node:assert';
import { parseM3U } from '@iptv/playlist';

const names = (...addresses) => {
  const entries = addresses.map((address, index) => `#EXTINF:${index + 10},Song ${index + 1}\n${address}\n`);
  return parseM3U(`#EXTM3U\n${entries.join('')}`).channels.map(({ name }) => name);
};
const seen = {
  mixed: names('music/a.mp3', 'rtmp://example.com/b', 'https://example.com/c'),
  local: names('music/a.mp3', '/music/b.mp3'),
};
console.log(seen);
assert.deepStrictEqual(seen, { mixed: ['Song 3'], local: [] });
JS
node addresses.mjs
