#!/bin/bash
# m3u-parser-generator 5.0.2 (npm): an entry without a name is written with the name "undefined".
# Expected by its type declarations: name is optional; RFC 8216 4.3.2.1 has the title after the comma as optional, so "#EXTINF:30,".
# Seen: an entry with a duration and no name gives "#EXTINF:30,undefined", and reading that back gives the name "undefined".
# Cost: every clip without a title is shown as "undefined" in the player.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" m3u-parser-generator@5.0.2
cd "$dir"
cat > name.mjs <<'JS'
import assert from 'node:assert';
import { M3uMedia, M3uParser, M3uPlaylist } from 'm3u-parser-generator';

const playlist = new M3uPlaylist();
const clip = new M3uMedia('clip.mp3');
clip.duration = 30;
playlist.medias.push(clip);
const text = playlist.getM3uString();
console.log(text);
assert.strictEqual(text, '#EXTM3U\n#EXTINF:30,undefined\nclip.mp3');
assert.strictEqual(new M3uParser().parse(text).medias[0].name, 'undefined');
JS
node name.mjs
