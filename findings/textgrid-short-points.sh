#!/bin/bash
# TextGrid 1.6.1: a TextGrid in the short format cannot be read if it has a tier of points.
# Expected by Praat's manual, "TextGrid file formats": the short format has the values alone, for both kinds of tiers. The package reads
# it for tiers of intervals.
# Seen: for each point one line is skipped first, which only the long format has ("points [1]:"). So the time is skipped, the text
# is taken for the time, and the next time for a text: AttributeError of a None, without file or line.
# Cost: beats, clicks or pitch marks that a program saved in the short format (Praat offers "Save as short text file") cannot be loaded,
# nor can the words of the same file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check TextGrid==1.6.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import textgrid

HEAD = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n2\n<exists>\n1\n'


def read(tier):
    with open("marks.TextGrid", "w") as file:
        file.write(HEAD + tier)
    try:
        return list(textgrid.TextGrid.fromFile("marks.TextGrid").tiers[0])
    except AttributeError as error:
        return repr(error)


words = read('"IntervalTier"\n"words"\n0\n2\n2\n0\n1\n"one"\n1\n2\n"two"\n')
beats = read('"TextTier"\n"beats"\n0\n2\n2\n0.5\n"one"\n1.5\n"two"\n')
print("intervals:", words)
print("points:", beats)
assert [word.mark for word in words] == ["one", "two"]
assert beats == "AttributeError(\"'NoneType' object has no attribute 'groups'\")"
PY
