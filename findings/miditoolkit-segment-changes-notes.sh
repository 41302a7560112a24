#!/bin/bash
# miditoolkit 1.0.1: dump() of a segment moves the notes of the song itself, so the next segment is cut from the wrong place.
# Expected by its README: dump("result.mid", segment=(start, end)) writes a part of the song to a file. Writing does not change what is
# written.
# Seen: the notes in the segment have their times reduced by its start in the object too. The same segment dumped again is empty, and
# what lies elsewhere is mixed with the notes that were moved to the beginning.
# Cost: a song that is cut into pieces of four bars, to be given to a model, gives a right first piece, and then notes that are in none
# of the others' places.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check miditoolkit==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from miditoolkit.midi.containers import Instrument, Note
from miditoolkit.midi.parser import MidiFile

song = MidiFile()
piano = Instrument(program=0, is_drum=False, name="piano")
piano.notes = [Note(90, 60 + number, 480 * number, 480 * number + 480) for number in range(4)]
song.instruments = [piano]
song.max_tick = 4 * 480


def pitches(segment):
    song.dump("part.mid", segment=segment)
    return [note.pitch for instrument in MidiFile("part.mid").instruments for note in instrument.notes]


first, again, beginning = pitches((960, 1920)), pitches((960, 1920)), pitches((0, 960))
starts = [note.start for note in piano.notes]
print("first:", first, "| again:", again, "| beginning:", beginning, "| starts of the song's notes:", starts)
assert first == [62, 63] and again == [] and sorted(beginning) == [60, 61, 62, 63]
assert starts == [0, 480, 0, 480]
PY
