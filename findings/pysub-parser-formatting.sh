#!/bin/bash
# pysub-parser 1.7.1: the cleaner for formatting removes the text between the first and the last tag of a line.
# Expected by its README: the cleaner "formatting" removes tags, and the text stays.
# Seen: of "<i>one</i> two <b>three</b>" only "one" is left. With one pair of tags the text is right.
# Cost: words are missing in transcripts and in counts of words, in just those lines that emphasize something.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pysub-parser==1.7.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pysubparser import parser
from pysubparser.cleaners import formatting


def clean(text):
    with open("film.srt", "w") as file:
        file.write(f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n\n")
    return [caption.text for caption in formatting.clean(parser.parse("film.srt"))]


seen = [clean("<i>one</i> two three"), clean("<i>one</i> two <b>three</b>")]
print(seen)
assert seen == [["one two three"], ["one"]]
PY
