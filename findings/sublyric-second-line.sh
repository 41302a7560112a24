#!/bin/bash
# SubLyric 1.0: of a caption with two lines only the first comes into the lyrics.
# Expected by SubRip: a caption goes on to the next blank line.
# Seen: the rest of the caption is dropped without a word.
# Cost: half of the text of a duet or a long sentence is missing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check SubLyric==1.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from SubLyric.Converter import srt_to_lrc

with open("a.srt", "w") as file:
    file.write("1\n00:00:01,250 --> 00:00:02,000\nI know\nand you know\n\n2\n00:00:03,250 --> 00:00:04,000\nwhat it is\n")
srt_to_lrc("a.srt", "a.lrc")
lyrics = open("a.lrc").read()
print(lyrics)
assert lyrics.splitlines() == ["[00:01.25]I know", "[00:03.25]what it is"]
PY
