#!/bin/bash
# subtitle-increment 1.0.1: all captions behind two blank lines are dropped.
# Expected by SubRip files have one blank line or more between captions; players read both.
# Seen: the second blank line is taken for the end of the file. Of three captions one is written, and nothing is said.
# Cost: a shifted subtitle file ends in the middle of the film.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check subtitle-increment==1.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from subtitle_increment.incrementer import increment_subtitles

with open("a.srt", "w") as file:
    file.write("1\n00:00:01,000 --> 00:00:02,000\none\n\n\n2\n00:00:03,000 --> 00:00:04,000\ntwo\n\n3\n00:00:05,000 --> 00:00:06,000\nthree\n")
increment_subtitles("a.srt", 1.0, 0.0, "b.srt")
shifted = open("b.srt").read()
print(shifted)
assert shifted == "1\n00:00:02,000 --> 00:00:03,000\none\n\n"
PY
