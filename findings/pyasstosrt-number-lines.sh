#!/bin/bash
# pyasstosrt 1.5.0: of a SubRip caption, what comes after a line that is only a number is dropped.
# Expected by its documentation: it reads SubRip too, to clean it. A caption's text goes on until the blank line, and a line of it may
# be a number.
# Seen: "In the year / 1984 / it began" becomes "In the year". A caption that is only a number is gone.
# Cost: countdowns, years and scores vanish, and the sentences that go on after them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pyasstosrt==1.5.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pyasstosrt

TEXTS = ["In the year\n1984\nit began", "10", "the end"]
with open("film.srt", "w") as file:
    for number, text in enumerate(TEXTS, 1):
        file.write(f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{text}\n\n")
captions = pyasstosrt.Subtitle("film.srt").export(output_dialogues=True)
print([caption.text for caption in captions])
assert [caption.text for caption in captions] == ["In the year", "the end"]
PY
