#!/bin/bash
# music21 10.5.1: a score with a clarinet is written to MIDI in the wrong key, each of its parts alone in the right one.
# Expected by MusicXML 4.0, transpose: what is added to the written pitch gives the sounding one. MIDI holds what sounds; and the part alone, by
# the same write("midi"), is transposed.
# Seen: for a clarinet in B flat (chromatic -2) that plays a written C4, score.write("midi") has the note 60, score.parts[0].write("midi") 58.
# toSoundingPitch() on the score helps, if one knows.
# Cost: clarinets, trumpets, saxophones and horns of each rendered orchestra or data set clash with the strings.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check music21==10.5.1 mido==1.3.3
cd "$dir"
HOME="$dir" "$dir/venv/bin/python" - <<'PY'
import mido
import music21

MUSICXML = """<?xml version="1.0"?><score-partwise version="4.0"><part-list><score-part id="P1"><part-name>Clarinet</part-name></score-part></part-list>
<part id="P1"><measure number="1"><attributes><divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time>
<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose></attributes>
<note><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration><type>whole</type></note></measure></part></score-partwise>"""


def notes(stream):
    stream.write("midi", "song.mid")
    return [message.note for track in mido.MidiFile("song.mid").tracks for message in track if message.type == "note_on"]


score = music21.converter.parseData(MUSICXML, format="musicxml")
seen = {"score": notes(score), "part": notes(score.parts[0]), "toSoundingPitch": notes(score.toSoundingPitch())}
print(seen)
assert seen == {"score": [60], "part": [58], "toSoundingPitch": [58]}
PY
