#!/bin/bash
# txt2musicxml 0.1.12: C7sus4, Cadd9 and F#m7-5 become plain major chords.
# Expected by MusicXML 4.0, element <kind>: dominant, suspended-fourth and half-diminished are kinds of it, and <degree> adds a ninth. The
# program itself writes Csus4 and F#m7b5 rightly.
# Seen: where it does not know the end of a symbol it drops all of it, also the part that it knows: <kind>major</kind>, with exit code 0
# and nothing on standard error.
# Cost: a lead sheet that looks complete and is wrong in its most characteristic chords; a minor chord is played as a major one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check txt2musicxml==0.1.12
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import re
import subprocess
import sys
from pathlib import Path

program = Path(sys.executable).with_name("txt2musicxml")
for chord, kind in (("Am7", "minor-seventh"), ("C7sus4", "major"), ("Cadd9", "major"), ("F#m7-5", "major")):
    done = subprocess.run([program], input=f"{chord} |", capture_output=True, text=True, check=True)
    seen = re.search(r"<kind[^>]*>\s*([\w-]+)", done.stdout)[1]
    print(chord, seen, repr(done.stderr))
    assert seen == kind and "<degree" not in done.stdout and not done.stderr
PY
