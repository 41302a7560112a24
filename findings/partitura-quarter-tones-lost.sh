#!/bin/bash
# partitura 1.9.0: quarter tones of a MusicXML file become the natural notes.
# Expected by MusicXML 4.0, alter: the number of semitones may have a fraction; 0.5 is a quarter tone up, -0.5 one down.
# Seen: D with 0.5, E with -0.5 and F with 1.5 are read as D, E and F natural, and are written so in MusicXML. No warning.
# Cost: Arabic, Turkish and contemporary music is turned into another piece.
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


def note(step, alter):
    pitch = f"<pitch><step>{step}</step><alter>{alter}</alter><octave>4</octave></pitch>"
    return f"<note>{pitch}<duration>1</duration><voice>1</voice><type>quarter</type></note>"


with open("song.musicxml", "w", encoding="utf-8") as file:
    file.write(
        '<?xml version="1.0"?><score-partwise version="4.0"><part-list><score-part id="P1"><part-name>Oud</part-name></score-part></part-list>'
        '<part id="P1"><measure number="1"><attributes><divisions>1</divisions><time><beats>3</beats><beat-type>4</beat-type></time></attributes>'
        f"{note('D', 0.5)}{note('E', -0.5)}{note('F', 1.5)}</measure></part></score-partwise>"
    )
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    score = partitura.load_musicxml("song.musicxml")
    written = partitura.save_musicxml(score).decode()
pitches = [(each.step, each.alter, each.midi_pitch) for each in score.parts[0].notes]
print(pitches, re.findall("<alter>.*?</alter>", written), [str(warning.message) for warning in caught])
assert [pitch for _, _, pitch in pitches] == [62, 64, 65]
assert not re.search(r"<alter>[^<]*\.5</alter>", written)
assert not any("alter" in str(warning.message).lower() for warning in caught)
PY
