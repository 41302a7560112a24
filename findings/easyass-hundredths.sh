#!/bin/bash
# easyass 1.0.0b12: hundredths of a second are read as thousandths.
# Expected: ASS times have hundredths: 0:00:01.50 is one and a half seconds; a file that is read and written keeps its times.
# Seen: 0:00:01.50 is read as 1.05 s and written as 00:00:01.05, and 0:00:03.90 becomes 00:00:03.09.
# Cost: each pass through the package moves every line up to nine tenths of a second; syllables and signs no longer fit the picture.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check easyass==1.0.0b12
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from easyass import Ass

FILE = """[Script Info]
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.50,0:00:03.90,Default,,0,0,0,,hello
"""
script = Ass()
script.parse(FILE)
lines, _ = script.dump()
print(lines[-1])
assert ",00:00:01.05,00:00:03.09," in lines[-1] and "hello" in lines[-1]
PY
