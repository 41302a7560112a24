#!/bin/bash
# array2gif 1.0.4: pictures in a list are turned on their side.
# Expected by its documentation: arrays of rows x columns x 3 (as Pillow gives them) are put in order by the package.
# Seen: one such array becomes a GIF of the right size, 4 wide and 2 high; in a list, as for an animation, it is 2 wide and 4 high. The
# arrays in the caller's list are replaced by the turned ones, too.
# Cost: every animation that is made of ordinary pictures is mirrored along its diagonal.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check array2gif==1.0.4 numpy==2.2.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import struct

import numpy
from array2gif import write_gif


def size(pictures):
    write_gif(pictures, "film.gif")
    return struct.unpack("<HH", open("film.gif", "rb").read()[6:10])


picture = numpy.zeros((2, 4, 3), dtype="uint8")
pictures = [picture.copy(), picture.copy()]
seen = size(picture), size(pictures)
print(*seen, pictures[0].shape)
assert seen == ((4, 2), (2, 4)) and pictures[0].shape == (3, 4, 2)
PY
