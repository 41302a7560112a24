#!/bin/bash
# @eyevinn/m3u8 0.5.9 (npm): the end of a finished playlist is lost when it is written again.
# Expected by RFC 8216 section 4.3.3.4: EXT-X-ENDLIST says that no more segments are added; it may be in any media playlist, whether
# EXT-X-PLAYLIST-TYPE is there or not. By its README, the m3u object has a toString() for conversion to m3u8.
# Seen: from a playlist with EXT-X-ENDLIST and without a type, toString() writes one without it. The other way round, one of type VOD whose
# end has not come yet gets one.
# Cost: after an edit of its addresses, say, players take a finished film for a live stream: they begin near its end and load it again and again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @eyevinn/m3u8@0.5.9
cd "$dir"
cat > end.cjs <<'JS'
const assert = require('node:assert');
const { Readable } = require('node:stream');
const m3u8 = require('@eyevinn/m3u8');

const written = (...tags) => new Promise((done, fail) => {
  const [before, after] = tags;
  const file = `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n${before}#EXTINF:9.5,\na.ts\n${after}`;
  const parser = m3u8.createStream();
  parser.on('m3u', (playlist) => done(playlist.toString().includes('#EXT-X-ENDLIST')));
  parser.on('error', fail);
  Readable.from([file]).pipe(parser);
});
const [type, end] = ['#EXT-X-PLAYLIST-TYPE:VOD\n', '#EXT-X-ENDLIST\n'];
(async () => {
  const seen = { ended: await written('', end), endedWithType: await written(type, end), openWithType: await written(type, '') };
  console.log(seen);
  assert.deepStrictEqual(seen, { ended: false, endedWithType: true, openWithType: true });
})();
JS
node end.cjs
