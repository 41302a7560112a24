#!/bin/bash
# apng2gif 1.0.2: the times of the frames are lost.
# Expected: each frame of an APNG has its own delay, and so has each frame of a GIF; a conversion keeps them.
# Seen: no delay is written into the GIF: frames of half a second and of two seconds both have none.
# Cost: an animation of several seconds runs as fast as the player likes, usually ten frames a second.
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

film = APNG()
for number, delay in enumerate((500, 2000)):
    Image.frombytes("RGBA", (64, 64), os.urandom(64 * 64 * 4)).save(f"{number}.png")
    film.append_file(f"{number}.png", delay=delay)
film.save("film.png")
APNG2GIF().apng2gif("film.png", output="film.gif")
seen = []
with Image.open("film.gif") as gif:
    for number in range(gif.n_frames):
        gif.seek(number)
        seen.append(gif.info.get("duration", 0))
print(seen)
assert len(seen) in (2, 3) and not any(seen)
PY
