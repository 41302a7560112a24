#!/bin/bash
# hls-parser 0.16.1 (npm): of several date ranges before a segment only the last is kept.
# Expected by RFC 8216 section 4.3.2.7: a playlist may have any number of EXT-X-DATERANGE tags, told apart by their ID; their place among
# the segments has no meaning, as each carries its own START-DATE.
# Seen: with two of them before the first segment, the first is neither in its dateRange nor in the list dateRanges of the playlist, and
# stringify() writes a playlist without it; no error in strict mode.
# Cost: chapters, interstitials or advertising breaks, which packagers write together at the top, disappear when a playlist is edited.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" hls-parser@0.16.1
cd "$dir"
cat > ranges.cjs <<'JS'
const assert = require('node:assert');
const { parse, setOptions, stringify } = require('hls-parser');

setOptions({ strictMode: true });
const range = (id, second) => `#EXT-X-DATERANGE:ID="${id}",START-DATE="2026-01-01T00:00:0${second}.000Z",DURATION=3`;
const text = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:10
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000Z
${range('chapter-1', 0)}
${range('chapter-2', 4)}
#EXTINF:9.5,
a.ts
#EXT-X-ENDLIST`;
const playlist = parse(text);
const kept = [...playlist.dateRanges, ...playlist.segments.map(({ dateRange }) => dateRange)].map(({ id }) => id);
const lost = text.split('\n').filter((line) => !stringify(playlist).split('\n').includes(line));
console.log({ kept, lost });
assert.deepStrictEqual(kept, ['chapter-2']);
assert.deepStrictEqual(lost, [range('chapter-1', 0)]);
JS
node ranges.cjs
