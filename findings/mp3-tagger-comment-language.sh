#!/bin/bash
# mp3-tagger 1.0: the language and a zero byte are given as the beginning of a comment.
# Expected by ID3v2.3.0, section 4.11: a COMM frame has three bytes of language, a short description that ends with a zero, and then the
# text.
# Seen: of the comment "hello" in English .comment is "eng\x00hello".
# Cost: notes such as prompts and licences are shown and compared with a prefix.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mp3-tagger==1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct

from mp3_tagger import VERSION_2, MP3File

body = b"\0" + b"eng" + b"\0" + b"hello"
frame = b"COMM" + struct.pack(">I", len(body)) + b"\0\0" + body
with open("song.mp3", "wb") as file:
    file.write(b"ID3\3\0\0" + bytes([0, 0, 0, len(frame)]) + frame + b"\xff\xfb\x90\x00" + bytes(413))
song = MP3File("song.mp3")
song.set_version(VERSION_2)
print(repr(song.comment))
assert song.comment == "eng\0hello"
PY
