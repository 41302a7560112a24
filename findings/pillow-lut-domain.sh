#!/bin/bash
# pillow-lut 1.1.0: the domain of a .cube table is ignored.
# Expected by the Cube LUT Specification of Adobe: DOMAIN_MIN and DOMAIN_MAX say which input values the first and the last entry belong
# to. A table whose domain ends at 2, and whose values do too, changes nothing.
# Seen: the table is applied as if its domain ended at 1, so 100 becomes 200. No warning is given.
# Cost: tables for pictures of high dynamic range, and those of cameras, give colours that are far too bright.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pillow-lut==1.1.0 pillow==13.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from PIL import Image
from pillow_lut import load_cube_file

lines = ["DOMAIN_MIN 0 0 0", "DOMAIN_MAX 2 2 2", "LUT_3D_SIZE 2"]
lines += [f"{red} {green} {blue}" for blue in (0, 2) for green in (0, 2) for red in (0, 2)]
grey = Image.new("RGB", (1, 1), (100, 100, 100)).filter(load_cube_file(lines)).getpixel((0, 0))
print(grey)
assert grey == (200, 200, 200)
PY
