#!/bin/bash
# mpd-parser 1.4.0 (npm): with endNumber the last segment is as long as all that follows.
# Expected by ISO/IEC 23009-1:2022, table for SegmentTemplate: endNumber is the number of the last segment; each segment has the duration of the
# template, and only one that reaches the end of the period is shorter.
# Seen: of a period of 10 s with segments of 2 s and endNumber 3, there are three segments: 2, 2 and 6 s. Without endNumber there are five
# of 2 s.
# Cost: captions or a cut at 5 s are looked for in a segment that ends at 6 s, and a length that is summed up from the segments is 10 s.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" mpd-parser@1.4.0
cd "$dir"
cat > last.mjs <<'JS'
import assert from 'node:assert';
import { parse } from 'mpd-parser';

const durations = (attribute) => {
  const manifest = `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S" minBufferTime="PT2S"
profiles="urn:mpeg:dash:profile:isoff-live:2011"><Period duration="PT10S"><AdaptationSet mimeType="video/mp4">
<SegmentTemplate media="$Number$.m4s" duration="2" startNumber="1" ${attribute}/>
<Representation id="v" bandwidth="100000" codecs="avc1.64001f" width="640" height="360"/></AdaptationSet></Period></MPD>`;
  const [playlist] = parse(manifest, { manifestUri: 'https://example.com/film.mpd' }).playlists;
  return playlist.segments.map(({ duration }) => duration);
};
const seen = { all: durations(''), three: durations('endNumber="3"') };
console.log(seen);
assert.deepStrictEqual(seen, { all: [2, 2, 2, 2, 2], three: [2, 2, 6] });
JS
node last.mjs
