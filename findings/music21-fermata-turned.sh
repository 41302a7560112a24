#!/bin/bash
# music21 10.5.1: a fermata of a MusicXML file is upside down after the file was read and written.
# Expected by MusicXML 4.0, fermata: without the attribute "type" it is upright, which is how most programs write it.
# Seen: <fermata/> becomes <fermata type="inverted"/>. One that says type="upright" stays as it is.
# Cost: in each score that passes through music21 the fermatas above the staff are drawn the wrong way up, and look like those of a lower voice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check music21==10.5.1
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import re

import music21


def again(fermata):
    note = f"<note><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration><type>whole</type><notations>{fermata}</notations></note>"
    score = music21.converter.parseData(
        '<?xml version="1.0"?><score-partwise version="4.0"><part-list><score-part id="P1"><part-name>A</part-name></score-part></part-list>'
        f'<part id="P1"><measure number="1"><attributes><divisions>1</divisions></attributes>{note}</measure></part></score-partwise>',
        format="musicxml",
    )
    with open(score.write("musicxml", "again.musicxml"), encoding="utf-8") as file:
        return re.search("<fermata[^>]*>", file.read()).group()


for fermata in ("<fermata/>", '<fermata type="upright"/>'):
    print(fermata, "->", again(fermata))
assert again("<fermata/>") == '<fermata type="inverted" />'
assert again('<fermata type="upright"/>') == '<fermata type="upright" />'
PY
