#!/bin/bash
# pywav 1.1: the length in samples is the length in bytes.
# Expected by its name and by the fact chunk from which it is taken elsewhere: getsamplelength() is the number of samples of a channel.
# Seen: for PCM it is the size of the data: one second of 16 bits in stereo at 8000 Hz has "32000 samples", four times too many.
# Cost: lengths in seconds (samples by rate) are two or four times too long.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pywav==1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import wave

from pywav import WavRead

with wave.open("speech.wav", "wb") as speech:
    speech.setnchannels(2)
    speech.setsampwidth(2)
    speech.setframerate(8000)
    speech.writeframes(bytes(4 * 8000))
read = WavRead("speech.wav")
seen = read.getsamplelength(), read.getsamplerate()
print(*seen)
assert seen == (32000, 8000)
PY
