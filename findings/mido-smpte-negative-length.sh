#!/bin/bash
# mido 1.3.3: a MIDI file that counts in frames of SMPTE time has a negative length, and its events are out of time.
# Expected by the Standard MIDI Files specification, header chunk: if bit 15 of the division is set, the other bits are the frames of a
# second, as a negative number, and the ticks of a frame. 0xE728 is 25 frames of 40 ticks, so a tick is a millisecond.
# Seen: the two bytes are read as one number, ticks_per_beat=-6360, and a note of one second has the length -0.079 s. play() would send
# all of it at once. The README and the documentation name no such limit; symusic 0.6.0 refuses such a file with an error.
# Cost: music for a film, which sequencers export in this form, is measured and played wrongly, and a check such as "not longer than 30
# s" passes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mido==1.3.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io
import struct

import mido

SECOND_IN_TICKS = bytes([0x87, 0x68])  # 1000
track = bytes.fromhex("00903c40") + SECOND_IN_TICKS + bytes.fromhex("803c4000ff2f00")
header = b"MThd" + struct.pack(">LHHH", 6, 0, 1, 0xE728)
song = mido.MidiFile(file=io.BytesIO(header + b"MTrk" + struct.pack(">L", len(track)) + track))
print("ticks per beat:", song.ticks_per_beat, "| length:", song.length)
assert [message.time for message in song.tracks[0]] == [0, 1000, 0]
assert song.ticks_per_beat == -6360 and -0.08 < song.length < 0
PY
