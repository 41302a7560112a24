#!/bin/bash
# pretty_midi 0.2.11 and symusic 0.6.0: the sixteenth instrument of a song takes the sound of the first away.
# Expected: MIDI 1.0 has 16 channels, one of them for drums; an instrument is chosen for a channel, in whatever track the message
# stands. So 16 instruments do not fit, unless tracks have a port of their own, and writing them ought to fail or warn.
# Seen: the sixteenth is put on the channel of the first, without a word, and chooses its own program there at the same tick, after the
# first one: the piano is played as strings. Both packages read the file as it was meant, since they look at each track alone.
# Cost: generated orchestral pieces sound wrong in every player, and tests that read the file again see nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pretty_midi==0.2.11.post0 symusic==0.6.0 mido==1.3.3 setuptools==80.9.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import mido
import pretty_midi
import symusic

PROGRAMS = range(30, 46)

by_pretty_midi = pretty_midi.PrettyMIDI()
by_symusic = symusic.Score(480)
for program in PROGRAMS:
    instrument = pretty_midi.Instrument(program)
    instrument.notes.append(pretty_midi.Note(90, 60, 0.5, 1.0))
    by_pretty_midi.instruments.append(instrument)
    track = symusic.Track(str(program), program, False)
    track.notes.append(symusic.Note(480, 480, 60, 90))
    by_symusic.tracks.append(track)
file = io.BytesIO()
by_pretty_midi.write(file)
for name, data in (("pretty_midi", file.getvalue()), ("symusic", by_symusic.dumps_midi())):
    playing, heard = {}, []
    for message in mido.MidiFile(file=io.BytesIO(data)):
        if message.type == "program_change":
            playing[message.channel] = message.program
        elif message.type == "note_on" and message.velocity:
            heard.append(playing[message.channel])
    print(name, "channels:", len(playing), "| heard:", heard)
    assert len(playing) == 15 and len(heard) == 16 and heard.count(45) == 2 and 30 not in heard
    assert [track.program for track in symusic.Score.from_midi(data).tracks if track.notes] == list(PROGRAMS)
PY
