#!/bin/bash
# partitura 1.9.0: a part for a transposing instrument is a part in C after its MusicXML was read and written.
# Expected by MusicXML 4.0, transpose: it tells how far the sounding pitch is from the written one. partitura reads it as a Transposition.
# Seen: the file that is written has the same notes and no transpose. Nothing warns.
# Cost: the clarinets, saxophones and horns of a score that was only read and saved sound in another key than the rest.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check partitura==1.9.0 numpy==2.2.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import re
import warnings

import partitura

with open("song.musicxml", "w", encoding="utf-8") as file:
    file.write(
        '<?xml version="1.0"?><score-partwise version="4.0"><part-list><score-part id="P1"><part-name>Clarinet</part-name></score-part></part-list>'
        '<part id="P1"><measure number="1"><attributes><divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time>'
        "<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose></attributes>"
        "<note><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration><voice>1</voice><type>whole</type></note>"
        "</measure></part></score-partwise>"
    )
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    score = partitura.load_musicxml("song.musicxml")
    written = partitura.save_musicxml(score).decode()
read = [(each.diatonic, each.chromatic) for each in score.parts[0].iter_all() if type(each).__name__ == "Transposition"]
print(read, re.findall("<step>.*?</step>", written), "transpose" in written, [str(warning.message) for warning in caught])
assert read == [(-1, -2)]
assert "<step>C</step>" in written and "transpose" not in written
assert not any("transpos" in str(warning.message).lower() for warning in caught)
PY
