#!/bin/bash
# mp3-tagger 1.0: saving a tag writes into the sound of a file that has no ID3v1 tag.
# Expected by ID3v1: the tag is 128 bytes behind the sound, which are added to the file; a change of the ID3v2 tag at its beginning touches
# neither.
# Seen: after set_version(VERSION_2), artist = "Bob" and save() the sound is as long as before, but its last 128 bytes begin with "TAG":
# they are taken for a tag. Players then show the sound behind it as title and artist.
# Cost: a click or a broken last frame, and nonsense as title, in each file of a service, which has no old tag.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mp3-tagger==1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct

from mp3_tagger import VERSION_2, MP3File

frame = b"TPE1" + struct.pack(">I", 4) + b"\0\0" + b"\0Ann"
sound = b"\xff\xfb\x90\x00" + bytes(number * number % 251 for number in range(413))
with open("song.mp3", "wb") as file:
    file.write(b"ID3\3\0\0" + bytes([0, 0, 0, len(frame)]) + frame + sound)
song = MP3File("song.mp3")
song.set_version(VERSION_2)
song.artist = "Bob"
song.save()
with open("song.mp3", "rb") as file:
    data = file.read()
after = data[data.index(b"\xff\xfb\x90"):]
print(after == sound, len(after) - len(sound), after[-128:-122])
assert (after == sound, len(after), after[-128:-125]) == (False, len(sound), b"TAG")
PY
