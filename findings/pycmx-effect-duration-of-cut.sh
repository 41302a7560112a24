#!/bin/bash
# pycmx 1.5.1: the duration of a transition raises ValueError where the transition is a cut.
# Expected by its documentation: effect_duration is "the duration of this transition, in frames", an int; a cut takes no time.
# Seen: the column is empty for a cut, and int("") fails. As nearly all edits of a list are cuts, a loop that adds up the durations fails
# at the first one.
# Cost: each caller has to know by itself that this property must not be read before transition.cut was.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pycmx==1.5.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import pycmx

LIST = """TITLE:   REEL
FCM: NON-DROP FRAME
001  TAPE1    V     C        01:00:00:00 01:00:02:00 00:00:00:00 00:00:02:00
* FROM CLIP NAME: ONE
002  TAPE1    V     C        01:00:02:00 01:00:02:00 00:00:02:00 00:00:02:00
002  TAPE2    V     D    024 02:00:00:00 02:00:02:00 00:00:02:00 00:00:04:00
* FROM CLIP NAME: ONE
* TO CLIP NAME: TWO
"""
first, second = pycmx.parse_cmx3600(io.StringIO(LIST)).events
assert second.edits[1].transition.effect_duration == 24
try:
    first.edits[0].transition.effect_duration
except ValueError as error:
    print(error)
else:
    raise SystemExit("a cut has a duration now")
PY
