#!/bin/bash
# ChordScaleWizard 1.0.0: the harmonic and the melodic minor scale are the blues scale.
# Expected by music theory: A harmonic minor is A B C D E F G#, and the melodic one A B C D E F# G#.
# Seen: both are A C D D# E G, with six notes, which is the blues scale that stands under its own name beside them.
# Cost: melodies that are made or checked with these scales are in another mode.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ChordScaleWizard==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from ChordScaleWizard.note import Note
from ChordScaleWizard.scale import Scale, ScaleName

names = (ScaleName.BLUES, ScaleName.HARMONIC_MINOR, ScaleName.MELODIC_MINOR)
blues, harmonic, melodic = ([note.name for note in Scale(name, "A").notes] for name in names)
print(blues, harmonic, melodic)
assert blues == harmonic == melodic == ["A", "C", "D", "D#", "E", "G"]
PY
