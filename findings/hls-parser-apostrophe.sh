#!/bin/bash
# hls-parser 0.16.1 (npm): an apostrophe in a name swallows all attributes behind it.
# Expected by RFC 8216 section 4.2: a quoted string is enclosed in double quotes and may have any other character in it but line ends, so
# also an apostrophe.
# Seen: after NAME="Director's commentary" the language and the address of the sound are undefined, and the name ends in
# 'commentary",LANGUAGE="en",URI="a.m3u8'; no error, not even in strict mode. Without the apostrophe all is read.
# Cost: of a playlist with several languages, the tracks with French or Italian names, or names such as this one, cannot be played.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" hls-parser@0.16.1
cd "$dir"
cat > apostrophe.cjs <<'JS'
const assert = require('node:assert');
const { parse, setOptions } = require('hls-parser');

setOptions({ strictMode: true });
const track = (name) => {
  const media = `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="${name}",LANGUAGE="en",URI="a.m3u8"`;
  const playlist = parse(`#EXTM3U\n${media}\n#EXT-X-STREAM-INF:BANDWIDTH=128000,AUDIO="sound"\nv.m3u8\n`);
  const [rendition] = playlist.variants[0].audio;
  return { name: rendition.name, language: rendition.language, uri: rendition.uri };
};
const [plain, apostrophe] = [track('Commentary'), track("Director's commentary")];
console.log(plain, apostrophe);
assert.deepStrictEqual(plain, { name: 'Commentary', language: 'en', uri: 'a.m3u8' });
const rest = '",LANGUAGE="en",URI="a.m3u8';
assert.deepStrictEqual(apostrophe, { name: `Director's commentary${rest}`, language: undefined, uri: undefined });
JS
node apostrophe.cjs
