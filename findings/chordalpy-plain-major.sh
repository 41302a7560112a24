#!/bin/bash
# ChordalPy 0.1.0: a chord that is only a note, or "N", cannot be read.
# Expected by the chord syntax of Harte and others (ISMIR 2005), which the package reads: "C" is C major, "C/3" has its third in the bass,
# and N means that there is no chord.
# Seen: UnboundLocalError for all of them, where "C:maj" is read.
# Cost: annotations of songs have N at the beginning and the end, so none of their files is read to its end.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ChordalPy==0.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from ChordalPy import parse_chord


def notes(chord):
    try:
        return parse_chord(chord).get_spelling()
    except UnboundLocalError:
        return None


seen = [notes(chord) for chord in ("C:maj", "C", "C/3", "N")]
print(seen)
assert seen == [["C", "E", "G"], None, None, None]
PY
