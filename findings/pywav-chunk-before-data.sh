#!/bin/bash
# pywav 1.1: a WAV file with a chunk before its data cannot be read.
# Expected: in RIFF a reader skips the chunks that it does not know; ffmpeg and most editors write LIST (title, program) before data.
# Seen: "data chunk missing". The same file without the LIST chunk is read.
# Cost: most files that come from other programs are refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pywav==1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct

from pywav import WavRead


def chunk(name, body):
    return name + struct.pack("<I", len(body)) + body


def tried(*before):
    parts = [chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)), *before, chunk(b"data", bytes(32))]
    with open("speech.wav", "wb") as file:
        file.write(chunk(b"RIFF", b"WAVE" + b"".join(parts)))
    try:
        return len(WavRead("speech.wav").getdata())
    except Exception as error:
        return str(error)


seen = tried(), tried(chunk(b"LIST", b"INFO" + chunk(b"ISFT", b"Lavf")))
print(*seen)
assert seen == (32, "data chunk missing")
PY
