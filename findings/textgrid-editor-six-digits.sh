#!/bin/bash
# textgrid-editor 1.0.0: times of long recordings are cut to six digits when a file is written.
# Expected: a file that is read and written keeps its times; Praat itself writes them in seconds with all their digits, such as
# 2.3510204081632655.
# Seen: behind 1000 s only hundredths are left, behind 10,000 s tenths: 3600.1234 becomes 3600.12, and a sound from 3600.121 to 3600.124 has
# no length.
# Cost: sounds and words at the end of an hour are shifted or vanish, each time that a file is read and written.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check textgrid-editor==1.0.0 pandas==3.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from textgrid_editor import TextGrid

FILE = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 3601
tiers? <exists>
size = 1
item []:
    item [1]:
        class = "IntervalTier"
        name = "sounds"
        xmin = 0
        xmax = 3601
        intervals: size = 3
"""
for number, (start, end, text) in enumerate(((0, 3600.121, ""), (3600.121, 3600.124, "t"), (3600.124, 3601, "")), 1):
    FILE += f'        intervals [{number}]:\n            xmin = {start}\n            xmax = {end}\n            text = "{text}"\n'
written = TextGrid.parse_textgrid_ftext(FILE).to_textgrid_ftext()
seen = [line.strip() for line in written.split("intervals [2]:")[1].splitlines()[1:4]]
print(seen)
assert seen == ["xmin = 3600.12", "xmax = 3600.12", 'text = "t"']
PY
