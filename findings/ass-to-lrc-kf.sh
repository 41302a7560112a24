#!/bin/bash
# ass-to-lrc 0.4.0: syllables with \kf or \ko are lost.
# Expected: ASS has \k, \K, \kf and \ko for karaoke (\kf is the same as \K); all of them hold the text that follows.
# Seen: only \k and \K are read. In a line that has both, the syllables with \kf are missing from the timed lyrics, and those after them
# come too early.
# Cost: words of the song are missing from the karaoke, without a message.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ass-to-lrc==0.4.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pathlib import Path

from ass2lrc.parser import ASSParser

HEAD = "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name\nStyle: Default\n\n[Events]\n"
HEAD += "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
LINE = "Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,"


def syllables(text):
    Path("song.ass").write_text(HEAD + LINE + text + "\n")
    return [(part.text, part.start_time) for part in ASSParser(Path("song.ass")).parse_lyrics()[0].syllables]


seen = [syllables(r"{\k50}one {%s50}two {\k50}three" % tag) for tag in (r"\k", r"\kf", r"\ko")]
print(*seen, sep="\n")
assert seen[0] == [("one ", 1.0), ("two ", 1.5), ("three", 2.0)]
assert seen[1] == seen[2] == [("one ", 1.0), ("three", 1.5)]
PY
