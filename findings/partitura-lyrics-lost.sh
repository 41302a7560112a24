#!/bin/bash
# partitura 1.9.0: the lyrics of a MusicXML file are gone after it was read and written.
# Expected by its README, by which it loads and exports MusicXML; lyrics are part of a note there (MusicXML 4.0, note and lyric).
# Seen: neither the notes that were read nor the file that is written has a syllable. No warning.
# Cost: a song that was only transposed or checked cannot be sung any more by a voice synthesiser.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check partitura==1.9.0 numpy==2.2.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import warnings

import partitura


def note(step, syllabic, text):
    lyric = f"<lyric><syllabic>{syllabic}</syllabic><text>{text}</text></lyric>"
    return f"<note><pitch><step>{step}</step><octave>4</octave></pitch><duration>2</duration><voice>1</voice><type>half</type>{lyric}</note>"


with open("song.musicxml", "w", encoding="utf-8") as file:
    file.write(
        '<?xml version="1.0"?><score-partwise version="4.0"><part-list><score-part id="P1"><part-name>Voice</part-name></score-part></part-list>'
        '<part id="P1"><measure number="1"><attributes><divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time></attributes>'
        f"{note('C', 'begin', 'Hel')}{note('D', 'end', 'lo')}</measure></part></score-partwise>"
    )
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    score = partitura.load_musicxml("song.musicxml")
    written = partitura.save_musicxml(score).decode()
objects = [type(each).__name__ for each in score.parts[0].iter_all()]
print(objects, written.count("<note>"), "<lyric" in written, [str(warning.message) for warning in caught])
assert written.count("<note>") == 2 and "lyric" not in written and "Hel" not in written
assert not any("lyric" in str(warning.message).lower() for warning in caught)
PY
