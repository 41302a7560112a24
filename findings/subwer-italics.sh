#!/bin/bash
# subwer 0.1.0: italics in a subtitle file count as wrong words.
# Expected by SubRip: <i>, <b>, <u> and <font> are formatting and no text. The package is made to compare subtitle files, and says that it
# normalises them.
# Seen: the signs < and > are removed as punctuation, and the letters between them stay: <i>Good morning</i> becomes "igood morningi".
# Against "Good morning" the error rate is 1.0.
# Cost: files with formatting, as those of professional subtitles, are rated as wrong as those of another film.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check subwer==0.1.0 jiwer==4.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import subwer

for name, text in (("plain", "Good morning"), ("italics", "<i>Good morning</i>")):
    with open(f"{name}.srt", "w") as file:
        file.write(f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n")
rates = [subwer.wer("plain.srt", f"{name}.srt") for name in ("plain", "italics")]
print(rates)
assert rates == [0.0, 1.0]
PY
