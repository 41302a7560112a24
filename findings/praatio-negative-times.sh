#!/bin/bash
# praatio 6.2.2: the minus of a negative time in a TextGrid is dropped.
# Expected by Praat's manual: times are real numbers, and "Shift times by" moves them below zero too, such as to have 0 at the start of
# a word. In the short format, which praatio writes by default, it reads them rightly.
# Seen: in the long format, which Praat writes by default, a mark at -0.25 s is read at 0.25 s, and one at -0.5 s at 0.5 s: the order of the
# two is reversed as well. No error tells of it.
# Cost: beats or words before the zero point are measured after it; the same marks differ with the format in which the file was saved.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check praatio==6.2.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from praatio import textgrid

HEAD = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n'
SHORT = HEAD + '-1\n1\n<exists>\n1\n"TextTier"\n"beats"\n-1\n1\n2\n-0.5\n"first"\n-0.25\n"second"\n'
LONG = HEAD + """xmin = -1
xmax = 1
tiers? <exists>
size = 1
item []:
    item [1]:
        class = "TextTier"
        name = "beats"
        xmin = -1
        xmax = 1
        points: size = 2
        points [1]:
            number = -0.5
            mark = "first"
        points [2]:
            number = -0.25
            mark = "second"
"""


def read(text):
    with open("beats.TextGrid", "w") as file:
        file.write(text)
    grid = textgrid.openTextgrid("beats.TextGrid", includeEmptyIntervals=False, reportingMode="silence")
    return [tuple(point) for point in grid.getTier("beats").entries]


short, long = read(SHORT), read(LONG)
print("short:", short)
print("long:", long)
assert short == [(-0.5, "first"), (-0.25, "second")]
assert long == [(0.25, "second"), (0.5, "first")]
PY
