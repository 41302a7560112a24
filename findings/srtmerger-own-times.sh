#!/bin/bash
# srtmerger 0.1.1: a cue that only the second file has is glued to the cue before it.
# Expected by its README: the merged file "will display subtitles from each merged file"; each cue is shown at its own time.
# Seen: number and times are written only for cues of the first file. "mitte" (3 s to 4 s) is the third line of the cue at 1 s.
# Cost: translations never start at quite the same times as the original: most of the second language is shown at wrong moments.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check srtmerger==0.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from srtmerger import Merger

with open("en.srt", "w") as file:
    file.write("1\n00:00:01,000 --> 00:00:02,000\nhello\n\n2\n00:00:05,000 --> 00:00:06,000\nbye\n")
with open("de.srt", "w") as file:
    file.write("1\n00:00:01,000 --> 00:00:02,000\nhallo\n\n2\n00:00:03,000 --> 00:00:04,000\nmitte\n")
merger = Merger(output_path="both.srt")
merger.add("en.srt", color=None)
merger.add("de.srt", color=None)
merger.merge()
seen = open("both.srt", encoding="utf-8-sig").read()
print(seen)
assert "00:00:01,000 --> 00:00:02,000\nhello\nhallo\nmitte\n" in seen and "00:00:03" not in seen
PY
