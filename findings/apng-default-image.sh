#!/bin/bash
# apng 0.3.4: an animation with a default image of its own is saved with one frame too many in its head.
# Expected by PNG (third edition), "acTL Animation Control Chunk": num_frames is the number of fcTL chunks. The image for viewers
# without animation is no frame if no fcTL stands before it; the package reads it so, with None as its control.
# Seen: save() counts that image too, so a file with two frames says that it has three. Pillow 13.0.0, which reads the original, fails
# at the end of it: "Truncated File Read".
# Cost: animated stickers and previews that were right before their loop or delay was changed are cut short or refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check apng==0.3.4 pillow==13.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

from apng import APNG
from PIL import Image, ImageSequence


def counts(data):
    place = data.index(b"acTL") + 4
    return int.from_bytes(data[place : place + 4], "big"), data.count(b"fcTL")


def frames(data):
    try:
        return len(list(ImageSequence.Iterator(Image.open(io.BytesIO(data)))))
    except OSError as error:
        return str(error)


pictures = [Image.new("RGB", (4, 4), color) for color in ("white", "red", "green")]
original = io.BytesIO()
pictures[0].save(original, "PNG", save_all=True, append_images=pictures[1:], default_image=True, duration=500)
saved = APNG.from_bytes(original.getvalue()).to_bytes()
print("original:", counts(original.getvalue()), frames(original.getvalue()), "| saved:", counts(saved), frames(saved))
assert counts(original.getvalue()) == (2, 2) and frames(original.getvalue()) == 3
assert counts(saved) == (3, 2) and isinstance(frames(saved), str)
PY
