#!/bin/bash
# textgrid-convert 1.2.0: captions with quotation marks become a TextGrid that is not well formed.
# Expected by Praat's manual, "TextGrid file formats": a quotation mark in a text is written twice, since a single one ends it.
# Seen: the marks are copied as they are: text = "she said "no" to me". pympi-ling 1.71 finds no end of the text and stops with
# StopIteration, without a word about the line. (The package itself needs pytest, which it does not ask for.)
# Cost: one quotation in an hour of captions, and the alignment cannot be opened.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check textgrid-convert==1.2.0 pytest==9.2.0 pympi-ling==1.71
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import logging

logging.disable()
import textgrid_convert
from pympi import TextGrid


def read(text):
    subrip = f"1\n00:00:00,000 --> 00:00:01,000\n{text}\n\n2\n00:00:01,000 --> 00:00:02,000\nfine\n"
    grid = textgrid_convert.srtParser(subrip).to_textgrid()
    print([line.strip() for line in grid.splitlines() if "text =" in line])
    with open("speech.TextGrid", "w") as file:
        file.write(grid)
    try:
        return len(list(TextGrid("speech.TextGrid").tiers[0].get_intervals()))
    except StopIteration:
        return "StopIteration"


assert read("she said no to me") == 2
assert read('she said "no" to me') == "StopIteration"
PY
