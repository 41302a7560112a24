#!/bin/bash
# cueparser 1.3.3: at its first moment a track is not found.
# Expected: a track begins at its INDEX 01; getTrackByTime() of that time gives this track.
# Seen: it gives the track before, and None for the time 0, where the first track begins.
# Cost: a player that jumps to the start of a song shows the name of the song before it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check cueparser==1.3.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from datetime import timedelta

from cueparser import CueSheet

SHEET = """PERFORMER "A"
TITLE "B"
FILE "album.wav" WAVE
  TRACK 01 AUDIO
    TITLE "one"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "two"
    INDEX 01 03:00:00
"""
sheet = CueSheet()
sheet.setOutputFormat("", "")
sheet.setData(SHEET)
sheet.parse()
found = [sheet.getTrackByTime(timedelta(seconds=seconds)) for seconds in (0, 1, 180, 181)]
seen = [track and track.title for track in found]
print(seen)
assert seen == [None, "one", "one", "two"]
PY
