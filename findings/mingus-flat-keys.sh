#!/bin/bash
# mingus 0.6.1: in a MIDI file keys lose their flat or sharp: E flat major is written as E major, F sharp minor as F major.
# Expected by Standard MIDI Files 1.0 (key signature): the number of flats is negative, so E flat major is FD 00, and F sharp minor has
# three sharps, 03 01. By mingus' own Bar and Key, 'Eb' and 'f#' are these keys.
# Seen: E flat major is written as E (four sharps), F sharp minor as F (one flat, major), and C as C. The notes are right.
# Cost: notation programs show each flat of the piece as a sharp with a natural beside it, and what looks for songs in a key finds others.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mingus==0.6.1 mido==1.3.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import mido
from mingus.containers import Bar, Track
from mingus.midi import midi_file_out

def written(key):
    bar, track = Bar(key, (4, 4)), Track()
    bar + "C"
    track + bar
    midi_file_out.write_Track("song.mid", track)
    return [message.key for message in mido.MidiFile("song.mid").tracks[0] if message.type == "key_signature"]

found = {key: written(key) for key in ("C", "Eb", "f#")}
print(found)
assert found == {"C": ["C"], "Eb": ["E"], "f#": ["F"]}
PY
