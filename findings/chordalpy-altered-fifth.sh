#!/bin/bash
# ChordalPy 0.1.0: a chord whose fifth is left out and replaced cannot be read.
# Expected by the chord syntax of Harte and others (ISMIR 2005): C:min7(*5,b5) is C minor 7 without its fifth and with a flat one.
# Seen: IndexError, "pop index out of range": an entry is taken out of one list by its place in the other. C:7(#9) is read, and so is
# C:(1,3,b5).
# Cost: half-diminished and altered chords of jazz annotations stop the program.
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
    except IndexError as error:
        return str(error)


seen = [notes(chord) for chord in ("C:7(#9)", "C:(1,3,b5)", "C:min7(*5,b5)")]
print(seen)
assert seen == [["C", "E", "G", "Bb", "D#"], ["C", "E", "Gb"], "pop index out of range"]
PY
