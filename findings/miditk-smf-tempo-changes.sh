#!/bin/bash
# miditk-smf 0.3.1: in the second track only the last tempo counts.
# Expected: in a file of format 1 the changes of tempo of the first track hold for all tracks, each from its own time on.
# Seen: the times of a track are made with the tempo that was read last, before the track. Here the tempo is halved after two beats; a
# note that ends after one beat, at 500 ms, is said to end at 1000 ms.
# Cost: every song with a change of tempo has wrong times in all tracks but the first.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check miditk-smf==0.3.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct

from miditk.smf.sequence import MidiSequence


def track(events):
    events = bytes.fromhex(events) + b"\x00\xff\x2f\x00"
    return b"MTrk" + struct.pack(">L", len(events)) + events


with open("song.mid", "wb") as file:
    file.write(b"MThd" + struct.pack(">LHHH", 6, 1, 2, 100))
    file.write(track("00 ff 51 03 07 a1 20  81 48 ff 51 03 0f 42 40"))
    file.write(track("00 90 3c 40  64 80 3c 40"))
seen = [(event.ticks, event.time) for event in MidiSequence.fromfile("song.mid") if event.type in (0x80, 0x90)]
print(seen)
assert seen == [(0, 0.0), (100, 1000.0)]
PY
