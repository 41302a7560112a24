#!/bin/bash
# color-fx 0.1.2: of a .3dl table with an input of 10 bits and an output of 12 bits three quarters become full white.
# Expected by the format (Autodesk, Lustre): the first line has the input levels, often up to 1023; the values below have a depth of their
# own, mostly 12 bits. Its docstring says so, "often 12-bit".
# Seen: the values are divided by the last input level, and what is above 1 is cut. 2048 of 4095 is read as 1.0 instead of 0.5.
# Cost: pictures that are graded with such a table are burnt out from a quarter of the brightness on.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check color-fx==0.1.2 numpy==2.4.6 opencv-python-headless==5.0.0.93 pillow==13.0.0 pydantic==2.14.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from color_fx.lut.reader import read_3dl

with open("half.3dl", "w") as file:
    file.write("0 1023\n")
    for red in (0, 1024):
        for green in (0, 2048):
            for blue in (0, 4095):
                file.write(f"{red} {green} {blue}\n")
brightest = read_3dl("half.3dl").data[1, 1, 1].tolist()
print(brightest)
assert brightest == [1, 1, 1]
PY
