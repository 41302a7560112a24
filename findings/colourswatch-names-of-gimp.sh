#!/bin/bash
# colourswatch 2024.2: the name of a colour in a GIMP palette ends at its first space.
# Expected by the format of GIMP palettes: three numbers, and then the name, up to the end of the line. It is mostly of several words.
# Seen: of "Dark sea blue" the name is "Dark". The palette is written so.
# Cost: colours of a brand cannot be told apart any more: all of "Sea light" and "Sea dark" are called Sea.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check colourswatch==2024.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from colourswatch.io import openColourSwatch

with open("brand.gpl", "w") as file:
    file.write("GIMP Palette\nName: Brand\nColumns: 2\n#\n 29  58 116\tDark sea blue\n255   0   0\tRed\n")
names = [colour.name for colour in openColourSwatch("brand.gpl").colours]
print(names)
assert names == ["Dark", "Red"]
PY
