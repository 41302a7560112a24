#!/bin/bash
# chopro 0.2.0: the lyrics of a song cannot be had.
# Expected by its help: chopro2html --lyrics prints the lyrics; ChoPro has get_lyrics().
# Seen: get_lyrics() raises TypeError, "missing 1 required positional argument: 'html_style'", unless get_html() was called before.
# Cost: the texts of songs cannot be taken out of ChordPro files for speech, karaoke or a prompt.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check chopro==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from chopro.core import ChoPro

SONG = "{title: Morning}\n[C]Good [G]morning\n"
try:
    seen = ChoPro(SONG).get_lyrics()
except TypeError as error:
    seen = str(error)
song = ChoPro(SONG)
song.get_html()
print(seen, "|", song.get_lyrics().strip())
assert seen.endswith("missing 1 required positional argument: 'html_style'")
assert song.get_lyrics().strip() == "Good morning"
PY
