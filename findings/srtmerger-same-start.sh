#!/bin/bash
# srtmerger 0.1.1: of two cues of one file that start together only the last is kept.
# Expected: in SubRip cues may overlap and may start together (two speakers, or a sign on the screen and speech).
# Seen: the cues of a file are kept by their start; the second replaces the first, and no message says so.
# Cost: the speech is missing wherever a sign appears at the same moment.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check srtmerger==0.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from srtmerger import Merger

with open("en.srt", "w") as file:
    file.write("1\n00:00:01,000 --> 00:00:02,000\nhello\n\n2\n00:00:01,000 --> 00:00:04,000\nSCHOOL\n")
with open("de.srt", "w") as file:
    file.write("1\n00:00:01,000 --> 00:00:02,000\nhallo\n")
merger = Merger(output_path="both.srt")
merger.add("en.srt", color=None)
merger.add("de.srt", color=None)
merger.merge()
seen = open("both.srt", encoding="utf-8-sig").read()
print(seen)
assert "SCHOOL" in seen and "hallo" in seen and "hello" not in seen
PY
