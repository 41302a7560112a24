#!/bin/bash
# caption2text 0.1.2: a line of a caption that is only a number is missing in the transcript.
# Expected by its README: it makes a plain text of the captions. In SubRip the number of a caption is the line before its times; a line
# of text may be any, such as a year.
# Seen: all lines of digits are taken for numbers of captions: "In the year / 1984" becomes "In the year".
# Cost: years, prices, counts and answers that were put on a line of their own are lost to search and summaries.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check caption2text==0.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import logging

logging.disable()
from caption2text.converter import srt_to_transcript


def transcript(text):
    with open("talk.srt", "w") as file:
        file.write(f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n\n2\n00:00:02,000 --> 00:00:03,000\nit began\n")
    return srt_to_transcript("talk.srt")


seen = [transcript("In the year 1984"), transcript("In the year\n1984")]
print(seen)
assert seen == ["In the year 1984\nit began", "In the year\nit began"]
PY
