#!/bin/bash
# fairy-subtitle 1.1.0: the text of an ASS caption ends at its first comma.
# Expected by the ASS specification, "Event lines": the text is the last field of the Format line, and what comes after the last comma
# that separates fields is all text, with its own commas.
# Seen: the line is split at each comma: "Hello, world" is "Hello".
# Cost: half of the sentences are cut off, and the rest of them is in no other place of the object's captions.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check fairy-subtitle==1.1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from fairy_subtitle.parsers import parse_ass

ASS = """[Script Info]
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Hello, world, again
Dialogue: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,Goodbye
"""
texts = [caption.text for caption in parse_ass("film.ass", ASS).cues]
print(texts)
assert texts == ["Hello", "Goodbye"]
PY
