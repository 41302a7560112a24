#!/bin/bash
# pysubtools 0.1: an ASS file whose last line has no line break loses this line.
# Expected: a text file may end without a line break; the last Dialogue is a subtitle like the others.
# Seen: with the line break two subtitles are read, without it one.
# Cost: the last words of a film are missing after each pass, if an editor or a template left out the last line break.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pysubtools==0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pysubtools.sublib import load_sub

FILE = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,first
Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,last"""


def read(text):
    with open("film.ass", "w") as file:
        file.write(text)
    return [line.Text for line in load_sub("film.ass").lines]


seen = read(FILE + "\n"), read(FILE)
print(*seen)
assert seen == (["first", "last"], ["first"])
PY
