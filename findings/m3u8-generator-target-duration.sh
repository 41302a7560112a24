#!/bin/bash
# m3u8-generator 1.5: the target duration of a playlist is the length of all segments together, with a decimal point.
# Expected by RFC 8216, section 4.3.3.1: EXT-X-TARGETDURATION is a decimal-integer, the greatest length that a segment may have, rounded.
# Seen: three segments of 5.5 s give "#EXT-X-TARGETDURATION:16.5"; 6 would be right.
# Cost: players that follow the standard refuse the number or wait as long before they load the list again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check m3u8-generator==1.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from m3u8_generator import PlaylistGenerator

entries = [{"name": f"{number}.ts", "duration": 5.5} for number in range(3)]
lines = PlaylistGenerator(entries).generate().splitlines()
seen = [line for line in lines if line.startswith("#EXT-X-TARGETDURATION")]
print(seen)
assert seen == ["#EXT-X-TARGETDURATION:16.5"]
PY
