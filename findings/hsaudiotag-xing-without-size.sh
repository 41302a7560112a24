#!/bin/bash
# hsaudiotag3k 1.1.3: an MP3 whose Xing header tells the number of frames, but not of bytes, has no length.
# Expected by the Xing header: its flags say which of its fields are there, and each of them may be missing; the number of frames is
# enough to know the length (1152 samples a frame).
# Seen: the field of the size is read in any case. Here it is 0, so the bit rate and the duration are 0; with the field it is 10 s.
# Cost: a player or a library shows 0:00, and what divides by the length fails.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check hsaudiotag3k==1.1.3.post1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io
import struct

from hsaudiotag.mpeg import Mpeg


def frame(rate_index, size):
    return struct.pack(">I", 0xFFE00000 | 3 << 19 | 1 << 17 | 1 << 16 | rate_index << 12 | 3 << 6).ljust(size, b"\0")


def read(flags, *fields):
    body = (frame(9, 417) + frame(5, 208)) * 191
    head = bytearray(frame(9, 417))
    values = b"Xing" + struct.pack(f">I{len(fields)}I", flags, *fields)
    head[21 : 21 + len(values)] = values
    sound = Mpeg(io.BytesIO(bytes(head) + body))
    return sound.duration, sound.bitrate


both, frames = read(1 | 2, 382, (417 + 208) * 191 + 417), read(1, 382)
print("seconds and kbit/s, with frames and bytes:", both, "| with frames alone:", frames)
assert both == (10, 95) and frames == (0, 0)
PY
