#!/bin/bash
# praatio 6.2.2: quotation marks in the label of a point are doubled each time the file is read and written.
# Expected by Praat's manual, "TextGrid file formats": a quotation mark in a text is written twice, and stands for one. praatio writes it
# so, and reads it so in tiers of intervals, and in the short format.
# Seen: in the long format the label of a point is taken with the doubled marks. Written again, it has four, then eight.
# Cost: remarks and tags on points grow with every step of a pipeline, and no longer compare equal to what they were.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check praatio==6.2.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from praatio import textgrid
from praatio.data_classes.interval_tier import IntervalTier
from praatio.data_classes.point_tier import PointTier

LABEL = 'says "yes"'
grid = textgrid.Textgrid(0, 2)
grid.addTier(IntervalTier("words", [(0, 1, LABEL)], 0, 2))
grid.addTier(PointTier("remarks", [(1, LABEL)], 0, 2))
seen = []
for turn in range(3):
    grid.save("speech.TextGrid", format="long_textgrid", includeBlankSpaces=True)
    grid = textgrid.openTextgrid("speech.TextGrid", includeEmptyIntervals=False)
    word, remark = (grid.getTier(name).entries[0].label for name in ("words", "remarks"))
    print(word, "|", remark)
    assert word == LABEL
    seen.append(remark.count('"'))
assert seen == [4, 8, 16]
PY
