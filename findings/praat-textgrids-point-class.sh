#!/bin/bash
# praat-textgrids 1.4.0: a tier of points is written under a name that the format does not have.
# Expected by Praat's manual, "TextGrid file formats": the class of a tier is "IntervalTier" or "TextTier"; point tier is only what it
# is called on the screen.
# Seen: the file has class = "PointTier". tgt 1.5 refuses it as an unknown tier type. In the short format the package itself reads a
# right "TextTier" as intervals, and stops with a ValueError.
# Cost: alignments with beats or clicks that were changed by a script can no longer be opened, by Praat or by other programs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check praat-textgrids==1.4.0 tgt==1.5 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import textgrids
import tgt

SHORT = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n2\n<exists>\n1\n"TextTier"\n"beats"\n0\n2\n2\n0.5\n"one"\n1.5\n"two"\n'
grid = tgt.core.TextGrid()
beats = tgt.core.PointTier(0, 2, "beats")
for time, label in ((0.5, "one"), (1.5, "two")):
    beats.add_point(tgt.core.Point(time, label))
grid.add_tier(beats)
tgt.io.write_to_file(grid, "beats.TextGrid", format="long")
assert 'class = "TextTier"' in open("beats.TextGrid").read()
read = textgrids.TextGrid("beats.TextGrid")
assert [point.text for point in read["beats"]] == ["one", "two"]
read.write("again.TextGrid")
with open("short.TextGrid", "w") as file:
    file.write(SHORT)


def outcome(call, *arguments):
    try:
        return type(call(*arguments)).__name__
    except Exception as error:
        return f"{type(error).__name__}: {error}"


refused, short = outcome(tgt.io.read_textgrid, "again.TextGrid"), outcome(textgrids.TextGrid, "short.TextGrid")
print(refused, "|", short)
assert 'class = "PointTier"' in open("again.TextGrid").read()
assert refused.startswith("Exception: Unknown tier type") and short.startswith("ValueError")
PY
