#!/bin/bash
# music21 10.5.1: an appoggiatura of a MusicXML file becomes an acciaccatura after the file was read and written.
# Expected by MusicXML 4.0, grace: the attribute "slash" is "yes" for a grace note with a slash; a note without it has none.
# Seen: <grace/> becomes <grace slash="yes"/>. One that says slash="no" stays as it is.
# Cost: long grace notes, as in Mozart, are printed with a slash, and players and synthesisers play them short.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check music21==10.5.1
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import re

import music21


def again(grace):
    notes = (
        f"<note>{grace}<pitch><step>D</step><octave>4</octave></pitch><type>eighth</type></note>"
        "<note><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration><type>whole</type></note>"
    )
    score = music21.converter.parseData(
        '<?xml version="1.0"?><score-partwise version="4.0"><part-list><score-part id="P1"><part-name>A</part-name></score-part></part-list>'
        f'<part id="P1"><measure number="1"><attributes><divisions>1</divisions></attributes>{notes}</measure></part></score-partwise>',
        format="musicxml",
    )
    with open(score.write("musicxml", "again.musicxml"), encoding="utf-8") as file:
        return re.search("<grace[^>]*>", file.read()).group()


for grace in ("<grace/>", '<grace slash="no"/>'):
    print(grace, "->", again(grace))
assert again("<grace/>") == '<grace slash="yes" />'
assert again('<grace slash="no"/>') == '<grace slash="no" />'
PY
