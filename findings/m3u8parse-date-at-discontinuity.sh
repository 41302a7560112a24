#!/bin/bash
# m3u8parse 5.0.2 (npm): the date of a segment that begins with a discontinuity is lost.
# Expected by RFC 8216 4.3.2.6: EXT-X-PROGRAM-DATE-TIME ties the first sample of the segment that follows to that date, with a
# discontinuity before it or not.
# Seen: program_time of that segment is right, but dateForMsn() is null for it and for the next one, getSegment(msn, true) has null as its date
# and msnForDate() finds no segment (-1). Before the discontinuity all is right.
# Cost: a jump to a time of day, or a cut by date, fails for all that follows the first advertisement.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" m3u8parse@5.0.2
cd "$dir"
cat > date.mjs <<'JS'
import assert from 'node:assert';
import parse from 'm3u8parse';

const playlist = parse(`#EXTM3U
#EXT-X-VERSION:6
#EXT-X-TARGETDURATION:10
#EXT-X-PROGRAM-DATE-TIME:2024-01-01T08:00:00.000Z
#EXTINF:10,
a.ts
#EXTINF:10,
b.ts
#EXT-X-DISCONTINUITY
#EXT-X-PROGRAM-DATE-TIME:2024-01-01T09:00:00.000Z
#EXTINF:10,
c.ts
#EXTINF:10,
d.ts
#EXT-X-ENDLIST
`);
const dates = [0, 1, 2, 3].map((number) => playlist.dateForMsn(number)?.toISOString() ?? null);
console.log(playlist.segments[2].program_time, dates);
assert.strictEqual(playlist.segments[2].program_time.toISOString(), '2024-01-01T09:00:00.000Z');
assert.deepStrictEqual(dates, ['2024-01-01T08:00:00.000Z', '2024-01-01T08:00:10.000Z', null, null]);
assert.strictEqual(playlist.getSegment(2, true).program_time, null);
assert.strictEqual(playlist.msnForDate('2024-01-01T08:00:15Z'), 1);
assert.strictEqual(playlist.msnForDate('2024-01-01T09:00:05Z'), -1);
JS
node date.mjs
