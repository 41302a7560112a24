#!/bin/bash
# colourswatch 2024.2: a GIMP palette without the line "Columns" cannot be read.
# Expected by GIMP, which reads such palettes: behind the first line "Name:" and "Columns:" may stand or not; its own of version 1 have
# neither.
# Seen: the third line is always taken for the number of columns: ValueError, "invalid literal for int() with base 10: '#'".
# Cost: palettes of other programs, most of which write no columns, do not load.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check colourswatch==2024.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from colourswatch.io import openColourSwatch


def read(columns):
    with open("brand.gpl", "w") as file:
        file.write(f"GIMP Palette\nName: Brand\n{columns}#\n255 0 0\tRed\n")
    try:
        return len(openColourSwatch("brand.gpl").colours)
    except ValueError as error:
        return str(error)


print(read("Columns: 2\n"), read(""))
assert read("Columns: 2\n") == 1 and read("").startswith("invalid literal for int()")
PY
