#!/bin/bash
# miditoolkit 1.0.1: a sustain pedal that is not pressed all the way to 127 is no pedal.
# Expected by the MIDI 1.0 specification, table of controllers: controller 64 is on from 64 to 127, and off from 0 to 63.
# Seen: a pedal begins at 127 alone, and ends at 0 alone. A pedal of 100 for a beat is not there at all; one from 127 that goes back to
# 10 ends only when a 0 comes, here four beats later. symusic 0.6.0 has both as they are played.
# Cost: in recordings of real pianos, whose pedals give all values, most pedals are missing or too long, and so are the notes that a
# model learns from them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check miditoolkit==1.0.1 mido==1.3.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import mido
from miditoolkit.midi.parser import MidiFile

BEAT = 480
song = mido.MidiFile(ticks_per_beat=BEAT)
track = song.add_track()
for beats, value in [(0, 100), (1, 10), (1, 127), (1, 10), (4, 0)]:
    track.append(mido.Message("control_change", control=64, value=value, time=beats * BEAT))
track.extend([mido.Message("note_on", note=60, time=0), mido.Message("note_off", note=60, time=BEAT)])
file = io.BytesIO()
song.save(file=file)
file.seek(0)
piano = MidiFile(file=file).instruments[0]
pedals = [(pedal.start / BEAT, pedal.end / BEAT) for pedal in piano.pedals]
print("pedals, in beats:", pedals)
assert len(piano.control_changes) == 5 and pedals == [(2.0, 7.0)]
PY
