#!/bin/bash
# MIDIFile 0.2.0: the first eight bytes of each track are skipped.
# Expected by Standard MIDI Files 1.0: behind the head of a track, MTrk and a length, its first event begins with its time.
# Seen: the head is taken away twice, once with the chunk and once when the track is read. Of two notes, whose events have eight bytes
# each, only the second is given, at the time 0.
# Cost: the name, the tempo or the first note of each track is lost; where an event is cut in its middle, others are read that are not
# there.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check MIDIFile==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct

from MIDI import MIDIFile


def note(pitch):
    return bytes([0, 0x90, pitch, 64, 96, 0x80, pitch, 0])


track = note(60) + note(64) + bytes([0, 0xFF, 0x2F, 0])
with open("notes.mid", "wb") as file:
    file.write(b"MThd" + struct.pack(">I3H", 6, 0, 1, 96) + b"MTrk" + struct.pack(">I", len(track)) + track)
song = MIDIFile("notes.mid")
song.parse()
song[0].parse()
lengths = [len(event) for event in song[0]]
print([str(event) for event in song[0]], len(track), sum(lengths))
assert [event.time for event in song[0]] == [0, 96, 96] and len(lengths) == 3
PY
