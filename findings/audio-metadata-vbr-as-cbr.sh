#!/bin/bash
# audio-metadata 0.11.1: the length of an MP3 with a variable bit rate is wrong, unless LAME has signed it.
# Expected by the Xing header, which it reads: the number of frames is in it, and each frame has 1152 samples, whatever its size.
# ffmpeg, for example, signs its header with "Lavc" instead of "LAME".
# Seen: after a Xing header no other frame is looked at, so all frames seen have the same bit rate: the file counts as constant, and the
# length is its size by the rate of the first frame. Of 10 s with frames of 128 and 64 kbit/s it has 7.5 s. mutagen 1.48.1 has 9.98 s.
# Cost: generated speech, of which much is silence, is told far too short, and limits and prices by the second are wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check audio-metadata==0.11.1 mutagen==1.48.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io
import struct

import audio_metadata
from mutagen.mp3 import MP3


def frame(rate_index, size):
    return struct.pack(">I", 0xFFE00000 | 3 << 19 | 1 << 17 | 1 << 16 | rate_index << 12 | 3 << 6).ljust(size, b"\0")


body = (frame(9, 417) + frame(5, 208)) * 191  # 128 and 64 kbit/s, 44.1 kHz, mono
head = bytearray(frame(9, 417))
head[21:33] = b"Xing" + struct.pack(">II", 1 | 2, 382)
head[33:46] = struct.pack(">I", len(body) + 417) + b"Lavc60.31"
sound = bytes(head) + body
length = audio_metadata.loads(sound).streaminfo.duration
true = MP3(io.BytesIO(sound)).info.length
print(f"audio-metadata: {length:.2f} s, mutagen: {true:.2f} s, frames: {382 * 1152 / 44100:.2f} s")
assert 7.4 < length < 7.6 and abs(true - 382 * 1152 / 44100) < 0.01
PY
