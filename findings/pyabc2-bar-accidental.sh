#!/bin/bash
# pyabc2 0.1.4: an accidental holds for one note instead of its bar.
# Expected by the ABC standard 2.1, section 11.3 (propagate-accidentals; by default pitch), and by all notation: ^C makes each further C of
# the bar sharp.
# Seen: in "^F F|F F|" the first note is F sharp (54), and the second, in the same bar, F natural (53).
# Cost: wrong notes in each tune with accidentals, whether it is played, transposed or compared.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyabc2==0.1.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pyabc2 import Tune

tune = Tune("X:1\nT:Tune\nM:4/4\nL:1/8\nK:C\n^F F|F F|\n")
seen = [[note.value for note in bar] for bar in tune.measures]
print(seen)
assert seen == [[54, 53], [53, 53]]
PY
