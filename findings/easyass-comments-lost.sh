#!/bin/bash
# easyass 1.0.0b12: comments of a script are lost.
# Expected: an ASS script has lines of the type Comment (templates for karaoke, notes of the translator); the package names this type in
# its EventTypes, next to Picture, Sound, Movie and Command.
# Seen: only lines of the type Dialogue are read; a script that is read and written has none of the others, and no error is reported.
# Cost: a karaoke script loses its templates the first time it is saved.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check easyass==1.0.0b12
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from easyass import Ass
from easyass.events.events import EventTypes

FILE = """[Script Info]
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:00.00,Default,,0,0,0,template line,{\\fad(200,200)}
Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,hello
"""
script = Ass()
errors = script.parse(FILE)
lines, _ = script.dump()
print(*lines, sep="\n")
assert EventTypes("Comment") and len(script.events) == 1 and "template" not in "".join(lines)
PY
