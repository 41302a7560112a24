#!/bin/bash
# edl-reader 0.1.14: the length of a clip never includes the dissolve at its end, also where it is asked for.
# Expected by its docstrings: rec_length_with_transition() is the length with the transition, ends_with_transition() is true if the next
# clip starts with one.
# Seen: of a clip of 48 frames that is followed by a dissolve of 24, ends_with_transition() is False, outgoing_transition_duration() 0,
# and the length with the transition 48 instead of 72. The next event is remembered only if it is a cut, which has no length.
# Cost: clips are fetched or rendered too short, and the picture is missing while it fades out.
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

001  AX       V     C        01:00:00:00 01:00:02:00 00:00:00:00 00:00:02:00

002  AX       V     C        01:00:02:00 01:00:02:00 00:00:02:00 00:00:02:00
002  BX       V     D    024 02:00:00:00 02:00:05:00 00:00:02:00 00:00:07:00
"""
first, second, dissolve = edl.Parser("24").parse(EVENTS)
seen = [(event.tr_code, event.ends_with_transition(), event.rec_length_with_transition()) for event in (first, second, dissolve)]
print(seen, dissolve.incoming_transition_duration())
assert dissolve.incoming_transition_duration() == 24
assert seen == [("C", False, 48), ("C", False, 0), ("D", False, 120)]
PY
