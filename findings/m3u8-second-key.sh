#!/bin/bash
# m3u8 6.0.0: of two keys of a segment, one for each system of protection, only the last one is kept.
# Expected by RFC 8216 section 4.3.2.4: an EXT-X-KEY holds until the next one with the same KEYFORMAT, and two or more may apply to the same
# segment if they lead to the same key. That is how one playlist serves players of Apple and others.
# Seen: the second EXT-X-KEY replaces the first, although its KEYFORMAT is another one. segment.key is the last, and the written
# playlist has no other.
# Cost: after a tool has changed the addresses in the playlist, iPhones no longer play it, or all others do not, by the order of two lines.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check m3u8==6.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import m3u8

PLAYLIST = """#EXTM3U
#EXT-X-VERSION:5
#EXT-X-TARGETDURATION:6
#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://film",KEYFORMAT="com.apple.streamingkeydelivery",KEYFORMATVERSIONS="1"
#EXT-X-KEY:METHOD=SAMPLE-AES,URI="data:,AA==",KEYFORMAT="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed",KEYFORMATVERSIONS="1"
#EXTINF:6.0,
1.mp4
#EXT-X-ENDLIST
"""
playlist = m3u8.loads(PLAYLIST)
written = playlist.dumps()
print(written)
assert playlist.segments[0].key.keyformat.startswith("urn:uuid:")
assert written.count("#EXT-X-KEY") == 1 and "com.apple" not in written
PY
