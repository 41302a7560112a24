#!/bin/bash
# m3u8-parser 7.2.0 (npm): a segment that is marked as missing looks like any other.
# Expected by draft-pantos-hls-rfc8216bis, section 4.4.4.7: EXT-X-GAP says that there is no data for the next segment, and that a client must not
# load it. The README does not have the tag in its list of what is not yet supported, and GAP of EXT-X-PART is read.
# Seen: the segment has the same fields as its neighbours, and neither it nor the manifest tells of the gap; no warning comes.
# Cost: a program that fetches all segments of a live recording fails with 404 at each gap, and does not know why.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" m3u8-parser@7.2.0
cd "$dir"
cat > gap.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { Parser } = require('m3u8-parser');

const parser = new Parser();
const warnings = [];
parser.on('warn', ({ message }) => warnings.push(message));
parser.push(`#EXTM3U
#EXT-X-VERSION:8
#EXT-X-TARGETDURATION:10
#EXT-X-MEDIA-SEQUENCE:1
#EXTINF:9,
1.ts
#EXT-X-GAP
#EXTINF:9,
2.ts
#EXT-X-ENDLIST
`);
parser.end();
const [readable, missing] = parser.manifest.segments;
console.log(readable, missing, warnings);
assert.deepStrictEqual({ ...missing, uri: '1.ts' }, readable);
assert.deepStrictEqual(warnings, []);
assert.doesNotMatch(JSON.stringify(parser.manifest), /gap/i);
const readme = fs.readFileSync(path.join('node_modules', 'm3u8-parser', 'README.md'), 'utf8');
assert.doesNotMatch(readme.split('### Not Yet Supported')[1].split('###')[0], /EXT-X-GAP/);
JS
node gap.cjs
