#!/bin/bash
# mp3-tagger 1.0: a new field makes the tag longer than its header says.
# Expected by ID3v2.3.0, section 3.1: the header has the size of the tag without its own ten bytes, by which a reader finds the sound.
# Seen: when an artist is added to a tag of 14 bytes, 33 bytes of frames are written, and the size stays 14.
# Cost: other programs read a cut tag and take the rest for sound: the title is lost, and some players refuse the file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mp3-tagger==1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct

from mp3_tagger import VERSION_2, MP3File

frame = b"TIT2" + struct.pack(">I", 4) + b"\0\0" + b"\0Sea"
with open("song.mp3", "wb") as file:
    file.write(b"ID3\3\0\0" + bytes([0, 0, 0, len(frame)]) + frame + b"\xff\xfb\x90\x00" + bytes(413))
song = MP3File("song.mp3")
song.set_version(VERSION_2)
song.artist = "Bob"
song.save()
with open("song.mp3", "rb") as file:
    data = file.read()
size, frames = data[9], data.index(b"\xff\xfb\x90") - 10
print(f"size in the header: {size}, written: {frames}")
assert (size, frames) == (14, 33)
PY
