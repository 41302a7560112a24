#!/bin/bash
# symusic 0.6.0: the lyrics of a sung part are put into a track of their own, without notes and with another instrument.
# Expected by Standard MIDI Files 1.0 (FF 05, lyric): a syllable is an event of the track that it is sung in, at the time of its note; and by
# symusic's own Track, which has notes and lyrics side by side.
# Seen: a track "voice" with program 53, two notes and two syllables is read as two tracks "voice": one with program 53, the notes and no
# lyrics, and one with program 0 and the lyrics alone. dump_midi() writes the two apart, so the part is split for good. With program 0 on
# the first channel it is the same.
# Cost: pairs of note and syllable, which training and singing synthesis need, are gone after the file was read, without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check symusic==0.6.0 mido==1.3.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import mido
import symusic


def read(program, channel):
    track = mido.MidiTrack([mido.MetaMessage("track_name", name="voice"), mido.Message("program_change", program=program, channel=channel)])
    for pitch, syllable in ((60, "hel"), (62, "lo")):
        track.append(mido.MetaMessage("lyrics", text=syllable))
        track.append(mido.Message("note_on", note=pitch, velocity=90, channel=channel))
        track.append(mido.Message("note_off", note=pitch, time=480, channel=channel))
    mido.MidiFile(tracks=[track]).save("song.mid")
    score = symusic.Score("song.mid")
    score.dump_midi("again.mid")
    written = [sum(message.type == "lyrics" for message in each) for each in mido.MidiFile("again.mid").tracks]
    return [(each.name, each.program, len(each.notes), [text.text for text in each.lyrics]) for each in score.tracks], written


for program, channel in ((53, 4), (0, 0)):
    print(program, channel, read(program, channel))
assert read(53, 4)[0] == [("voice", 53, 2, []), ("voice", 0, 0, ["hel", "lo"])]
assert read(0, 0)[0] == [("voice", 0, 2, []), ("voice", 0, 0, ["hel", "lo"])]
assert read(53, 4)[1] == [0, 2]
PY
