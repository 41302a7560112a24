#!/bin/bash
# id3parse 0.1.1: a frame with a data length indicator takes the name of the next frame for a part of its text.
# Expected by ID3v2.4.0-structure, section 4 and 4.1.2: the size of a frame counts all but its ten bytes of header, so also the four bytes
# of the data length indicator.
# Seen: the four bytes are skipped, but not counted: the title "Sea" becomes "SeaTPE1", with four bytes of the frame behind it.
# Cost: wrong titles in files of programs that write the indicator.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check id3parse==0.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct

from id3parse import ID3


def frame(name, body, flags):
    return name + struct.pack(">I", len(body)) + flags + body


frames = frame(b"TIT2", b"\0\0\0\4" + b"\3Sea", b"\0\1") + frame(b"TPE1", b"\3Ann", b"\0\0")
tag = ID3.from_byte_array(b"ID3\4\0\0" + struct.pack(">I", len(frames)) + frames)
title = tag.find_frame_by_name("TIT2").text
print(title)
assert title == "SeaTPE1"
PY
