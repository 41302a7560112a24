#!/bin/bash
# ass2srt 0.0.5: with line=2 a caption that has one line shows the second line of the caption before it.
# Expected by its README: of captions in two languages, the option keeps one of the lines. Where there is no second one, there is
# nothing to show, or the first.
# Seen: the text of the last caption is written again, for all that follow until the next one with two lines.
# Cost: in the film one language speaks sentences that nobody said.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check ass2srt==0.0.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from ass2srt.ass2srt import Ass2srt

CAPTIONS = ["Good morning\\NGuten Morgen", "Hm", "Thank you\\NDanke"]
lines = ["[Events]", "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"]
lines += [f"Dialogue: 0,0:00:0{second}.00,0:00:0{second + 1}.00,Default,,0,0,0,,{text}" for second, text in enumerate(CAPTIONS)]
with open("film.ass", "w") as file:
    file.write("\n".join(lines) + "\n")
Ass2srt("film.ass").to_srt(name="film.srt", line=2)
texts = open("film.srt").read().split("\n")[2::4]
print(texts)
assert texts == ["Guten Morgen", "Guten Morgen", "Danke"]
PY
