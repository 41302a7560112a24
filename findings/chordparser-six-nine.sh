#!/bin/bash
# chordparser 0.4.2: of the chord C6/9 the ninth is lost.
# Expected by the usual notation of jazz: C6/9 has a sixth and a ninth, C E G A D; the slash does not name a bass note here.
# Seen: the chord is read without an error as "Cadd6", with the notes C, E, G and A.
# Cost: generated accompaniments and MIDI of one of the most common final chords lack a note.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check chordparser==0.4.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import chordparser

chord = chordparser.Parser().create_chord("C6/9")
print(chord, [str(note) for note in chord.notes])
assert str(chord) == "Cadd6" and [str(note) for note in chord.notes] == ["C", "E", "G", "A"]
PY
