#!/bin/bash
# chapter-converter 1.2.1: a chapter's title ends at its "=".
# Expected: in the OGM format the title is all that stands after "CHAPTER01NAME=".
# Seen: the line is split at every "=" and the second part is taken: "Why E=mc2" becomes "Why E", "a == b" becomes "a ".
# Cost: titles of lessons on mathematics or code are cut in the converted file, without a word.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check chapter-converter==1.2.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from chapter_converter.chapter_converter import main

with open("lesson.ogm.txt", "w") as file:
    file.write("CHAPTER01=00:00:00.000\nCHAPTER01NAME=Start\nCHAPTER02=00:01:00.000\nCHAPTER02NAME=Why E=mc2\n")
main("lesson.ogm.txt", "-f", "simple", "-o", "lesson.txt", "--charset", "utf-8")
seen = open("lesson.txt").read()
print(seen)
assert seen == "00:00:00.000,Start\n00:01:00.000,Why E\n"
PY
