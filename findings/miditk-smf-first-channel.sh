#!/bin/bash
# miditk-smf 0.3.1: the messages of the first channel are not among the channel messages.
# Expected by its name: channel_message_events() gives the events of all channels; the first one is 0.
# Seen: the channel is tested for truth, so 0 counts as no channel: of two notes only the one of the second channel comes.
# Cost: most files of one instrument use the first channel: they seem to have no notes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check miditk-smf==0.3.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct

from miditk.smf.sequence import MidiSequence

events = bytes.fromhex("00 90 3c 40  64 80 3c 40  00 91 3c 40  64 81 3c 40  00 ff 2f 00")
with open("song.mid", "wb") as file:
    file.write(b"MThd" + struct.pack(">LHHH", 6, 0, 1, 100) + b"MTrk" + struct.pack(">L", len(events)) + events)
song = MidiSequence.fromfile("song.mid")
seen = [event.channel for event in song if event.channel is not None], [event.channel for event in song.channel_message_events()]
print(*seen)
assert seen == ([0, 0, 1, 1], [1, 1])
PY
