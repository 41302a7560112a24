#!/bin/bash
# imageio 2.38.1: a GIF of 60 frames a second is written with 100 a second, and one of 30 with 33.
# Expected by its documentation of the Pillow plugin: fps is the number of frames per second. GIF89a counts delays in hundredths of a
# second, so 1/60 s is nearest to 0.02 s, and 1/30 s is 0.03 s for two frames and 0.04 s for the third.
# Seen: each delay is cut to 0.01 s and 0.03 s, and the rest of all frames is lost. Ten seconds at 60 frames last 6 s, and at 30 they
# last 9 s.
# Cost: previews of generated videos run too fast, and out of step with their sound. (Browsers play delays of 0.01 s as 0.1 s, so the
# one of 60 frames runs at a sixth of its speed there.)
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check imageio==2.38.1 pillow==13.0.0 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import imageio.v3 as iio
import numpy as np
from PIL import Image


def seconds(rate):
    frames = [np.full((8, 8, 3), number, np.uint8) for number in range(3 * rate)]
    file = io.BytesIO()
    iio.imwrite(file, frames, extension=".gif", plugin="pillow", fps=rate)
    gif = Image.open(file)
    total = 0
    for number in range(gif.n_frames):
        gif.seek(number)
        total += gif.info["duration"]
    assert gif.n_frames == len(frames)
    return round(total / 1000 / (len(frames) / rate), 2)


seen = {rate: seconds(rate) for rate in (25, 30, 60)}
print("duration written, as a part of the true one:", seen)
assert seen == {25: 1.0, 30: 0.9, 60: 0.6}
PY
