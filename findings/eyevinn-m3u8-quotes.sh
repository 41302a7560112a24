#!/bin/bash
# @eyevinn/m3u8 0.5.9 (npm): attributes are written again with the wrong quotes.
# Expected by RFC 8216: BYTERANGE of EXT-X-MAP is a quoted string (section 4.3.2.5), and by draft-pantos-hls-rfc8216bis (4.4.6.2) VIDEO-RANGE is
# an enumerated string, without quotes (section 4.2: a value must have the type of its attribute).
# Seen: BYTERANGE="100@0" becomes BYTERANGE=100@0, and VIDEO-RANGE=SDR becomes VIDEO-RANGE="SDR". URI and CODECS keep theirs.
# Cost: a strict player refuses the playlist, or does not find the beginning of the file, after a program has only changed its addresses.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @eyevinn/m3u8@0.5.9
cd "$dir"
cat > quotes.cjs <<'JS'
const assert = require('node:assert');
const { Readable } = require('node:stream');
const m3u8 = require('@eyevinn/m3u8');

const written = (tag, file) => new Promise((done, fail) => {
  const parser = m3u8.createStream();
  parser.on('m3u', (playlist) => done(playlist.toString().split('\n').find((line) => line.startsWith(`#${tag}:`))));
  parser.on('error', fail);
  Readable.from([file]).pipe(parser);
});
const media = '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:10\n#EXT-X-MAP:URI="i.mp4",BYTERANGE="100@0"\n#EXTINF:9,\na.m4s\n';
const main = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=128000,CODECS="avc1.4d401f",VIDEO-RANGE=SDR\nv.m3u8\n';
(async () => {
  const seen = [await written('EXT-X-MAP', media), await written('EXT-X-STREAM-INF', main)];
  console.log(seen);
  assert.deepStrictEqual(seen, [
    '#EXT-X-MAP:URI="i.mp4",BYTERANGE=100@0',
    '#EXT-X-STREAM-INF:BANDWIDTH=128000,CODECS="avc1.4d401f",VIDEO-RANGE="SDR"',
  ]);
})();
JS
node quotes.cjs
