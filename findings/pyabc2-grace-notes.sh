#!/bin/bash
# pyabc2 0.1.4: grace notes count as notes of their own with full length.
# Expected by the ABC standard 2.1, section 4.12: notes in {} are grace notes; they have no melodic time value.
# Seen: "{g}A B|" gives three eighths: G, A, B.
# Cost: bars with ornaments, as in nearly all Irish tunes, are too long, and searches for a melody miss it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyabc2==0.1.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pyabc2 import Tune

tune = Tune("X:1\nT:Tune\nM:2/4\nL:1/8\nK:C\n{g}A B c d|\n")
seen = [(note.class_name, str(note.duration)) for note in tune.measures[0]]
print(seen)
assert seen == [("G", "1/8"), ("A", "1/8"), ("B", "1/8"), ("C", "1/8"), ("D", "1/8")]
PY
