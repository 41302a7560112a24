#!/bin/bash
# fairy-subtitle 1.1.0: comments of an ASS file are captions.
# Expected by the ASS specification, "Event lines": a line with Comment has the fields of one with Dialogue, and is ignored when the
# file is played; karaoke templates and remarks of translators stand there.
# Seen: cues has both kinds, with nothing that tells them apart; the duration and the size count the comments too.
# Cost: notes such as "check this line" are shown to the audience after a conversion.
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
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Hello
Comment: 0,0:00:09.00,0:00:10.00,Default,,0,0,0,,check this line
"""
captions = parse_ass("film.ass", ASS)
print([caption.text for caption in captions.cues], captions.info.duration, captions.info.size)
assert [caption.text for caption in captions.cues] == ["Hello", "check this line"]
assert captions.info.duration == 9.0 and captions.info.size == 2
PY
