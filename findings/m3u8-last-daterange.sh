#!/bin/bash
# m3u8 6.0.0: an EXT-X-DATERANGE after the last segment of a playlist is lost.
# Expected by RFC 8216 section 4.3.2.7: the tag belongs to the dates of the playlist, not to the segment that follows it, so it may
# stand at the end. A live playlist announces what comes next there.
# Seen: date ranges are given to the next segment. Where none follows, the tag is neither in segments nor in the written playlist; the
# one before a segment is. EXT-X-PART of the same place is kept.
# Cost: the start of an advertisement, or the end of a programme, that is told just in time is not there for the player.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check m3u8==6.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import m3u8

PLAYLIST = """#EXTM3U
#EXT-X-TARGETDURATION:6
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000+00:00
#EXT-X-DATERANGE:ID="programme",START-DATE="2026-01-01T00:00:00Z",DURATION=6
#EXTINF:6.0,
1.ts
#EXT-X-DATERANGE:ID="advertisement",START-DATE="2026-01-01T00:00:06Z",DURATION=30
"""
playlist = m3u8.loads(PLAYLIST)
written = playlist.dumps()
print(written)
assert [part.id for segment in playlist.segments for part in segment.dateranges] == ["programme"]
assert 'ID="programme"' in written and "advertisement" not in written
PY
