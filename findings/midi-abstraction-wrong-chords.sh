#!/bin/bash
# midi-abstraction 2.0.2: C sharp major has a G, and some diminished chords are other chords.
# Expected by music theory: C# major is C#, F (E#) and G#, as its own list has it for D flat major. A diminished chord has a minor third
# and a diminished fifth.
# Seen: CS_MAJOR is C#, F, G. GB_DIM is the same as GB_MAJOR, DB_DIM has the notes of D flat minor, and BB_DIM is B flat, D flat and G.
# Cost: music that is generated from these chords has wrong notes in four of them, and only there.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check midi-abstraction==2.0.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from midi_abstraction import CHORDS, Chord, Note

for chord in (Chord.CS_MAJOR, Chord.GB_DIM, Chord.DB_DIM, Chord.BB_DIM):
    print(chord.value, [note.value for note in CHORDS[chord]])
assert CHORDS[Chord.CS_MAJOR] == [Note.CS, Note.F, Note.G] and CHORDS[Chord.DB_MAJOR] == [Note.DB, Note.F, Note.AB]
assert CHORDS[Chord.GB_DIM] == CHORDS[Chord.GB_MAJOR]
assert CHORDS[Chord.DB_DIM] == [Note.DB, Note.E, Note.GS]
assert CHORDS[Chord.BB_DIM] == [Note.BB, Note.DB, Note.G]
PY
