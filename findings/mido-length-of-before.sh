#!/bin/bash
# mido 1.3.3: once the length of a MidiFile was asked for, it never changes, whatever is added.
# Expected by its documentation: length is the playback time, computed by going through every message in every track; iterating a file
# gives its messages in the order of time.
# Seen: the merged track is kept from the first look. A track that is then put into tracks, or messages added to one, count neither in
# length nor in iteration or play(), while save() writes them. Only add_track() makes mido look again.
# Cost: a loop that composes until a song has 30 s never ends, and what is heard in a preview is not what is in the file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mido==1.3.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import mido


def note(ticks):
    return [mido.Message("note_on", note=60, time=0), mido.Message("note_off", note=60, time=ticks)]


song = mido.MidiFile(ticks_per_beat=480)
melody = mido.MidiTrack(note(480))
song.tracks.append(melody)
assert song.length == 0.5
melody.extend(note(960))
song.tracks.append(mido.MidiTrack(note(4800)))
file = io.BytesIO()
song.save(file=file)
file.seek(0)
saved = mido.MidiFile(file=file)
print("length:", song.length, "| of the saved file:", saved.length, "| notes:", sum(m.type == "note_on" for m in song))
assert song.length == 0.5 and saved.length == 5.0
assert sum(message.type == "note_on" for message in song) == 1
PY
