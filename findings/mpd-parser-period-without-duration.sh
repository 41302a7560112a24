#!/bin/bash
# mpd-parser 1.4.0 (npm): a period without a duration gets the segments of the whole presentation.
# Expected by ISO/IEC 23009-1, section 5.3.2.1: a period without @duration ends where the next one begins, and the last one at the end of the
# presentation.
# Seen: of a presentation of 10 s with two periods, which begin at 0 and 6 s, each has five segments of 2 s, 20 s in all; segments a4, a5, b3,
# b4 and b5 do not exist. With @duration on the periods it is three and two.
# Cost: the download of a film with an advertisement or a second part in it fails at the first segment too many.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" mpd-parser@1.4.0
cd "$dir"
cat > periods.mjs <<'JS'
import assert from 'node:assert';
import { parse } from 'mpd-parser';

const period = (name, attributes) => `<Period ${attributes}><AdaptationSet mimeType="video/mp4">
<SegmentTemplate media="${name}$Number$.m4s" duration="2"/>
<Representation id="v" bandwidth="100000" codecs="avc1.64001f" width="640" height="360"/></AdaptationSet></Period>`;
const segments = (...periods) => {
  const manifest = `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S" minBufferTime="PT2S"
profiles="urn:mpeg:dash:profile:isoff-live:2011">${periods.join('')}</MPD>`;
  const [playlist] = parse(manifest, { manifestUri: 'https://example.com/film.mpd' }).playlists;
  return playlist.segments.map(({ uri }) => uri.replace('.m4s', '')).join(' ');
};
const told = segments(period('a', 'start="PT0S" duration="PT6S"'), period('b', 'start="PT6S" duration="PT4S"'));
const implied = segments(period('a', 'start="PT0S"'), period('b', 'start="PT6S"'));
console.log({ told, implied });
assert.strictEqual(told, 'a1 a2 a3 b1 b2');
assert.strictEqual(implied, 'a1 a2 a3 a4 a5 b1 b2 b3 b4 b5');
JS
node periods.mjs
