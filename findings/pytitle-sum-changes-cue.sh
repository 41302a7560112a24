#!/bin/bash
# pytitle 0.1.6: adding to the time of a cue moves the cue.
# Expected: in Python a + b makes a new value and leaves a as it was; the docstring says "add two Timestamp objects together".
# Seen: the sum is written into the left one and that same object is returned.
# Cost: code that only looks whether the next cue comes within two seconds (cue.timing.end + Timestamp(seconds=2)) makes every cue two
# seconds longer.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pytitle==0.1.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pytitle.srt import SrtSubtitle
from pytitle.srt.types import Timestamp

cue = SrtSubtitle.parse("1\n00:00:01,000 --> 00:00:02,000\nhello\n")[0]
limit = cue.timing.end + Timestamp(seconds=2)
print(cue.timing.output, limit is cue.timing.end)
assert cue.timing.output == "00:00:01,000 --> 00:00:04,000" and limit is cue.timing.end
PY
