#!/bin/bash
# MIDIUtil 1.2.1: of two overlapping notes of one pitch that end together, the second never ends.
# Expected by its documentation (deinterleave, on by default): a note that begins while the same pitch sounds ends the one before; it then
# has its own length. In MIDI each note-on needs a note-off.
# Seen: notes of the pitch 60 from beat 0 to 2 and from 1 to 2 are written as on, off, on: nothing ends the second. If the second ends
# later than the first, or is ended first, all is right.
# Cost: the note sounds on to the end of the piece and after it, in chords that a model or a program puts together from parts.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check MIDIUtil==1.2.1 mido==1.3.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io, mido
from midiutil import MIDIFile

def events(*notes):
    midi, file = MIDIFile(1), io.BytesIO()
    for start, length in notes:
        midi.addNote(track=0, channel=0, pitch=60, time=start, duration=length, volume=100)
    midi.writeFile(file)
    file.seek(0)
    beats, found = 0, []
    for message in mido.MidiFile(file=file).tracks[1]:
        beats += message.time / 960
        if message.type.startswith("note"):
            found.append((message.type, beats))
    return found

print(events((0, 2), (1, 1)))
assert events((0, 2), (1, 1)) == [("note_on", 0), ("note_off", 1), ("note_on", 1)]
assert events((0, 2), (1, 2)) == [("note_on", 0), ("note_off", 1), ("note_on", 1), ("note_off", 3)]
PY
