#!/bin/bash
# pretty_midi 0.2.11: control changes of one moment are written in the order of their numbers, so a pitch-bend range is lost.
# Expected by the MIDI 1.0 specification, "Registered Parameter Numbers": controllers 101 and 100 choose a parameter, and then 6 and 38
# set it. The order of messages of the same tick counts.
# Seen: write() sorts by controller and value, so 6 and 38 come before 100 and 101, and there is no parameter that they could set. The
# list of the instrument, which the user sees, has the order of the file.
# Cost: a bend of an octave sounds as one of two semitones, after a file was only read and written.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pretty_midi==0.2.11.post0 mido==1.3.3 setuptools==80.9.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import mido
import pretty_midi

RANGE_OF_AN_OCTAVE = [(101, 0), (100, 0), (6, 12), (38, 0)]
song = mido.MidiFile()
track = song.add_track()
track.extend(mido.Message("control_change", control=number, value=value, time=0) for number, value in RANGE_OF_AN_OCTAVE)
track.extend([mido.Message("note_on", note=60, time=0), mido.Message("note_off", note=60, time=480)])
file = io.BytesIO()
song.save(file=file)
file.seek(0)
read = pretty_midi.PrettyMIDI(file)
assert [(change.number, change.value) for change in read.instruments[0].control_changes] == RANGE_OF_AN_OCTAVE
written = io.BytesIO()
read.write(written)
written.seek(0)
changes = [(m.control, m.value) for m in mido.MidiFile(file=written).tracks[1] if m.type == "control_change"]
print("read:", RANGE_OF_AN_OCTAVE, "| written:", changes)
assert changes == [(6, 12), (38, 0), (100, 0), (101, 0)]
PY
