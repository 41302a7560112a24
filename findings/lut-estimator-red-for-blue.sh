#!/bin/bash
# lut-estimator 0.1.2: the .cube file that it saves has red and blue exchanged.
# Expected by the Cube LUT Specification of Adobe: in the lines of a three-dimensional table red changes fastest, then green, then blue.
# Its arrays are indexed by red, green and blue.
# Seen: save_cube_lut() writes the array as it lies in memory, so blue changes fastest. A table that leaves red and blue as they are, and
# halves green, makes blue of red in a program that reads the file; apply_lut_trilinear() of the package uses the same table rightly.
# Cost: a look that was right in the preview turns faces blue in the editing program.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps lut-estimator==0.1.2 opencv-python-headless==5.0.0.93 numpy==2.4.6 scipy==1.17.1 pillow-lut==1.1.0 pillow==13.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import numpy
from lut_estimator import apply_lut_trilinear, save_cube_lut
from PIL import Image
from pillow_lut import load_cube_file

levels = numpy.array([0.0, 255.0])
red, green, blue = numpy.meshgrid(levels, levels, levels, indexing="ij")
table = numpy.stack([red, green / 2, blue], axis=-1)
save_cube_lut(table, "look.cube")
pixel = numpy.array([[[200, 100, 0]]], dtype=numpy.uint8)
own = apply_lut_trilinear(pixel, table)[0, 0].tolist()
others = Image.fromarray(pixel).filter(load_cube_file("look.cube")).getpixel((0, 0))
print(own, others)
assert own == [200, 50, 0] and others == (0, 50, 200)
PY
