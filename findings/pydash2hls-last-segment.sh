#!/bin/bash
# pydash2hls 3.0.0: with startNumber="1" the last segment is missing.
# Expected: by ISO/IEC 23009-1, 12 s in segments of 4 s with startNumber 1 are the segments 1, 2 and 3.
# Seen: the playlist has the segments 1 and 2: the start number is taken off the count. A higher start number loses more; with
# startNumber="4" the same film has no segment at all.
# Cost: every film that is converted ends some seconds too early, and its playlist says that this is the end.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pydash2hls==3.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pydash2hls import Dash

MPD = """<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT12S"><Period>
<AdaptationSet mimeType="video/mp4"><SegmentTemplate timescale="1000" duration="4000" startNumber="%d" media="s$Number$.m4s"/>
<Representation id="v" bandwidth="1000" codecs="avc1.42E01E" width="640" height="360"/></AdaptationSet></Period></MPD>"""


def segments(start):
    dash = Dash((MPD % start).encode(), url="https://files.example/film.mpd")
    dash.unpack()
    return [fragment["media"].rsplit("/", 1)[1] for fragment in dash.profiles[0]["fragments"]]


seen = {start: segments(start) for start in (1, 2, 4)}
print(seen)
assert seen == {1: ["s1.m4s", "s2.m4s"], 2: ["s2.m4s"], 4: []}
PY
