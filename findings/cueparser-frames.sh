#!/bin/bash
# cueparser 1.3.3: frames of a cue sheet are taken for hundredths of a second.
# Expected: the last number of INDEX counts frames, 75 in a second: 00:01:74 is 1.987 s.
# Seen: it is 1.74 s, and the durations of the tracks are made from such times.
# Cost: tracks that are cut at these times start up to a quarter of a second too early, in the end of the song before.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cueparser==1.3.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from cueparser import CueSheet

SHEET = """PERFORMER "A"
TITLE "B"
FILE "album.wav" WAVE
  TRACK 01 AUDIO
    TITLE "one"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "two"
    INDEX 01 00:01:74
"""
sheet = CueSheet()
sheet.setOutputFormat("", "")
sheet.setData(SHEET)
sheet.parse()
seen = sheet.tracks[0].duration.total_seconds()
print(seen, "instead of", round(1 + 74 / 75, 3))
assert seen == 1.74
PY
