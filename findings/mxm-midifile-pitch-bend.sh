#!/bin/bash
# mxm.midifile 1.1: pitch bends are written wrong.
# Expected: in MIDI 1.0 a pitch bend has two bytes of seven bits, the lower first. The middle (no bend), 8192, is E0 00 40.
# Seen: it is E0 40 00, which is almost the whole way down. The other byte keeps eight bits: 200 is E0 01 C8, and C8 begins another
# message (a change of program).
# Cost: an instrument that should play straight is out of tune by a whole tone, and some bends make the file unreadable.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mxm.midifile==1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from mxm.midifile.src.midi_outfile import MidiOutFile


def written(value):
    song = MidiOutFile("song.mid")
    song.header(format=0, nTracks=1, division=96)
    song.start_of_track()
    song.pitch_bend(0, value)
    song.end_of_track()
    song.close()
    return open("song.mid", "rb").read()[23:26].hex(" ")


seen = {value: written(value) for value in (8192, 200)}
print(seen)
assert seen == {8192: "e0 40 00", 200: "e0 01 c8"}
PY
