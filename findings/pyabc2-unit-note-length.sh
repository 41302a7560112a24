#!/bin/bash
# pyabc2 0.1.4: the unit note length of a tune is not read; each plain note is an eighth.
# Expected by the ABC standard 2.1, section 3.1.7: with L:1/4 a note without a number is a quarter; without L: and in 2/4 it is a sixteenth.
# Seen: duration is 1/8 with L:1/8, L:1/4 and L:1/16 alike. The header has the field.
# Cost: tunes are twice as fast or slow as written, and do not fill their bars.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyabc2==0.1.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pyabc2 import Tune

seen = {}
for unit in ("1/8", "1/4", "1/16"):
    tune = Tune(f"X:1\nT:Tune\nM:4/4\nL:{unit}\nK:C\nC D|\n")
    seen[unit] = str(tune.measures[0][0].duration)
print(seen)
assert seen == {"1/8": "1/8", "1/4": "1/8", "1/16": "1/8"}
PY
