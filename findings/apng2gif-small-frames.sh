#!/bin/bash
# apng2gif 1.0.2: frames whose PNG is smaller than 1024 bytes are replaced by the frames before them.
# Expected by its README: it converts an APNG to a GIF, frame by frame.
# Seen: a small frame (of few colours, or only a changed part) is left out, and the two frames before it are shown again in its place.
# Here the third of three frames is red and nothing else; the GIF has no red at all.
# Cost: the signs and drawings for which APNG is used lose their plain frames and show others twice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check apng2gif==1.0.2 pillow==11.3.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import os

from apng import APNG
from apng2gif import APNG2GIF
from PIL import Image

size = (64, 64)
noise = [Image.frombytes("RGBA", size, os.urandom(64 * 64 * 4)) for _ in range(2)]
for frame in noise:
    frame.putdata([(0, green, blue, 255) for _, green, blue, _ in frame.getdata()])
for number, frame in enumerate([*noise, Image.new("RGBA", size, (255, 0, 0, 255))]):
    frame.save(f"{number}.png")
APNG.from_files(["0.png", "1.png", "2.png"], delay=100).save("film.png")
APNG2GIF().apng2gif("film.png", output="film.gif")
reds = []
with Image.open("film.gif") as film:
    for number in range(film.n_frames):
        film.seek(number)
        reds.append(film.convert("RGB").getpixel((5, 5))[0] > 200)
print(os.path.getsize("2.png"), "bytes; red frames of the GIF:", reds)
assert os.path.getsize("2.png") < 1024 and not any(reds) and len(reds) >= 3
PY
