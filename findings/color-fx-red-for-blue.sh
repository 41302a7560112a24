#!/bin/bash
# color-fx 0.1.2: a .cube table is applied with red and blue exchanged.
# Expected by the Cube LUT Specification of Adobe: in the lines of a three-dimensional table red changes fastest. Its own comment says
# that blue does.
# Seen: a table that leaves all as it is, but for half of blue, makes (0, 0, 0.5) of red and (1, 0, 0) of blue, instead of (1, 0, 0) and
# (0, 0, 0.5).
# Cost: each look of other programs gives pictures and videos false colours, and a table that was made with it gives them in other
# programs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check color-fx==0.1.2 numpy==2.4.6 opencv-python-headless==5.0.0.93 pillow==13.0.0 pydantic==2.14.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import numpy
from color_fx.lut.apply import apply_lut_to_frame
from color_fx.lut.reader import read_cube

with open("half.cube", "w") as file:
    file.write("LUT_3D_SIZE 2\n")
    for blue in (0, 0.5):
        for green in (0, 1):
            for red in (0, 1):
                file.write(f"{red} {green} {blue}\n")
red_and_blue = numpy.array([[[1, 0, 0], [0, 0, 1]]], dtype=numpy.float32)
graded = apply_lut_to_frame(red_and_blue, read_cube("half.cube")).tolist()
print(graded)
assert graded == [[[0, 0, 0.5], [1, 0, 0]]]
PY
