#!/bin/bash
# py-midicsv 4.1.2: a meta event of an unknown type makes the file unreadable.
# Expected: Standard MIDI Files 1.0: programs must skip meta events that they do not know; for this each of them has a length.
# Seen: it prints "Unknown Meta MIDI Event", but does not skip the event's data: they are taken for the next event, AssertionError. The
# original midicsv writes such an event as Unknown_meta_event.
# Cost: a song with one private event of the program that made it cannot be converted.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check py-midicsv==4.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct

import py_midicsv


def read(meta):
    events = bytes.fromhex(meta + "00 90 3c 40  64 80 3c 40  00 ff 2f 00")
    with open("song.mid", "wb") as file:
        file.write(b"MThd" + struct.pack(">LHHH", 6, 0, 1, 100) + b"MTrk" + struct.pack(">L", len(events)) + events)
    try:
        return len(py_midicsv.midi_to_csv("song.mid"))
    except AssertionError as error:
        return str(error)


seen = read("00 ff 08 02 41 42"), read("00 ff 0a 02 41 42")
print(*seen)
assert seen[0] == 7 and seen[1].startswith("Unexpected data byte 0x41")
PY
