#!/bin/bash
# apng 0.3.4: an animation of PNG files with palettes has the colours of the first file in all frames.
# Expected by its README: APNG.from_files() makes an animation of PNG files. PNG (third edition): there is one palette for all frames,
# so frames with other colours must be converted first, or refused.
# Seen: the palette of each further file is left out, and its pixels, which are numbers in that palette, are looked up in the first one.
# A green and a blue frame become red, without an error.
# Cost: frames that an optimizer stored with palettes, as it does for flat images, show wrong colours.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check apng==0.3.4 pillow==13.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

from apng import APNG, PNG
from PIL import Image, ImageSequence

COLORS = [(255, 0, 0), (0, 255, 0), (0, 0, 255)]
animation = APNG()
for color in COLORS:
    picture = Image.new("P", (4, 4), 0)
    picture.putpalette([*color, *[0] * 765])
    file = io.BytesIO()
    picture.save(file, "PNG")
    animation.append(PNG.from_bytes(file.getvalue()), delay=100)
shown = Image.open(io.BytesIO(animation.to_bytes()))
seen = [frame.convert("RGB").getpixel((0, 0)) for frame in ImageSequence.Iterator(shown)]
print(COLORS, "->", seen)
assert seen == [(255, 0, 0)] * 3
PY
