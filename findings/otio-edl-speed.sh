#!/bin/bash
# otio-cmx3600-adapter 1.0.0: a clip that plays at double speed is written to an EDL with a quarter of its source.
# Expected by CMX 3600: the four times of an event are the source's and the record's. With M2 at 50 frames a second of 25, two seconds
# of record show four seconds of source.
# Seen: read from such an EDL and written without a change, the source ends after one second instead of four: the two seconds are
# divided by the speed instead of multiplied. The M2 line still says 50, but names the clip where the reel belongs.
# Cost: the conform of an edit fetches too little material, or asks for a reel that does not exist.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check otio-cmx3600-adapter==1.0.0 OpenTimelineIO==0.18.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from otio_cmx3600_adapter import cmx_3600

EDL = """TITLE: film

001  TAPE4    V     C        03:00:00:00 03:00:04:00 00:00:00:00 00:00:02:00
M2   TAPE4    050.0          03:00:00:00
* FROM CLIP NAME: fast
"""
timeline = cmx_3600.read_from_string(EDL, rate=25)
assert timeline.tracks[0][0].effects[0].time_scalar == 2.0
written = cmx_3600.write_to_string(timeline, rate=25)
print(written)
event, speed = (line.split() for line in written.splitlines() if line.startswith(("001", "M2")))
assert event[4:] == ["03:00:00:00", "03:00:01:00", "00:00:00:00", "00:00:02:00"]
assert speed[:3] == ["M2", "fast", "50.0"]
PY
