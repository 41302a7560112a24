#!/bin/bash
# pydash2hls 3.0.0: addresses made from a SegmentTimeline are all wrong.
# Expected: by ISO/IEC 23009-1 $Time$ is the start of the segment: here 0, 4000, 8000; $Number$ starts at startNumber: 1, 2, 3.
# Seen: $Time$ is the start of the S element plus one duration, for all of its repetitions (4000, 4000, 4000); $Number$ is one too high
# (2, 3, 4).
# Cost: every playlist from such a manifest plays the second segment again and again, or answers 404.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pydash2hls==3.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pydash2hls import Dash

MPD = """<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic"><Period><AdaptationSet mimeType="video/mp4">
<SegmentTemplate timescale="1000" startNumber="1" media="$%s$.m4s"><SegmentTimeline><S t="0" d="4000" r="2"/></SegmentTimeline>
</SegmentTemplate><Representation id="v" bandwidth="1000" codecs="avc1.42E01E" width="640" height="360"/>
</AdaptationSet></Period></MPD>"""


def segments(name):
    dash = Dash((MPD % name).encode(), url="https://files.example/film.mpd")
    dash.unpack()
    return [fragment["media"].rsplit("/", 1)[1] for fragment in dash.profiles[0]["fragments"]]


seen = segments("Time"), segments("Number")
print(*seen, sep="\n")
assert seen == (["4000.m4s"] * 3, ["2.m4s", "3.m4s", "4.m4s"])
PY
