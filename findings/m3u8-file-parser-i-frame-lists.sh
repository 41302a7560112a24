#!/bin/bash
# m3u8-file-parser 0.2.4 (npm): an I-frame playlist is put into the next variant, and all but one are lost.
# Expected by RFC 8216 4.3.4.3: EXT-X-I-FRAME-STREAM-INF stands alone and names its own playlist in URI; it does not belong to a variant.
# The README has the tag among those it supports.
# Seen: of two such tags before a variant only the second is left, as a member of that variant; one at the end of the file is dropped.
# Cost: players that are built on the result have no preview pictures, or take those of another stream.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" m3u8-file-parser@0.2.4
cd "$dir"
cat > frames.cjs <<'JS'
const assert = require('node:assert');
const Parser = require('m3u8-file-parser');

const parser = new Parser();
parser.read(`#EXTM3U
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=86000,URI="low/frames.m3u8"
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=150000,URI="middle/frames.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=1280000
low/all.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2560000
middle/all.m3u8
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=550000,URI="high/frames.m3u8"
`);
const result = parser.getResult();
console.log(JSON.stringify(result));
assert.deepStrictEqual(result.segments, [
  {
    isMasterPlaylist: true,
    iFrameStreamInf: { bandwidth: 150000, uri: 'middle/frames.m3u8' },
    streamInf: { bandwidth: 1280000 },
    url: 'low/all.m3u8',
  },
  { isMasterPlaylist: true, streamInf: { bandwidth: 2560000 }, url: 'middle/all.m3u8' },
]);
assert.ok(!JSON.stringify(result).includes('low/frames') && !JSON.stringify(result).includes('high/frames'));
JS
node frames.cjs
