#!/bin/bash
# m3u8-file-parser 0.2.4 (npm): a byte range without an offset gets the offset 0.
# Expected by RFC 8216 4.3.2.2: without an offset the range begins at the byte after the range of the segment before, here 1500 and 3500.
# Seen: the offset is 0, as if "@0" were written, so a caller cannot tell the two apart.
# Cost: every segment after the first is cut from the beginning of the file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" m3u8-file-parser@0.2.4
cd "$dir"
cat > range.cjs <<'JS'
const assert = require('node:assert');
const Parser = require('m3u8-file-parser');

const parser = new Parser();
parser.read(`#EXTM3U
#EXT-X-VERSION:4
#EXT-X-TARGETDURATION:4
#EXTINF:4,
#EXT-X-BYTERANGE:1000@500
all.ts
#EXTINF:4,
#EXT-X-BYTERANGE:2000
all.ts
#EXTINF:4,
#EXT-X-BYTERANGE:3000
all.ts
#EXT-X-ENDLIST
`);
const ranges = parser.getResult().segments.map((segment) => segment.byteRange);
console.log(ranges);
assert.deepStrictEqual(ranges, [{ length: 1000, offset: 500 }, { length: 2000, offset: 0 }, { length: 3000, offset: 0 }]);
JS
node range.cjs
