#!/bin/bash
# miditime 1.2.2: the tenth track is played by drums.
# Expected by General MIDI, level 1: channel 10 is for percussion only, and each key there is another drum; its README has a program
# (instrument) for each track, piano by default.
# Seen: a track's number is its channel, so the notes of the tenth track are sent on channel 10 (status byte 0x99), whatever its program.
# Cost: one voice of ten becomes cymbals and whistles.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check miditime==1.2.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import contextlib
import io

from miditime.MIDITime import MIDITime

with contextlib.redirect_stdout(io.StringIO()):
    piece = MIDITime(120, "piece.mid")
    for _ in range(10):
        piece.add_track([[0, 60, 100, 1]], program=0)
    piece.save_midi()
with open("piece.mid", "rb") as file:
    channels = [byte - 0x90 + 1 for byte in file.read() if 0x90 <= byte <= 0x9F]
print(channels)
assert channels == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
PY
