#!/bin/bash
# edl-reader 0.1.14: a list at 29.97 frames a second without drop frames is read and written as one with them.
# Expected by CMX 3600: the line FCM says whether timecodes drop frames, and a colon before the frames says that they do not. to_string()
# is documented to give back the original.
# Seen: the line is kept as a text, and the timecodes drop frames all the same: two minutes have 3596 frames instead of 3600, and
# 00:00:00:00 is written as 00:00:00;00, under FCM: NON-DROP FRAME.
# Cost: every cut moves by up to 3.6 s an hour, and the list contradicts itself, so the next reader has to guess.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check edl-reader==0.1.14 timecode==1.5.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import edl

EVENTS = """TITLE: NIGHT
FCM: NON-DROP FRAME

001  AX       V     C        01:00:00:00 01:02:00:00 00:00:00:00 00:02:00:00
"""
events = edl.Parser("29.97").parse(EVENTS)
print(events.to_string(), events[0].rec_length())
assert "FCM: NON-DROP FRAME" in events.to_string() and "00:00:00;00 00:01:59;28" in events.to_string()
assert events[0].rec_length() == 3596
PY
