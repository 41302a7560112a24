#!/bin/bash
# aeidon 2.0.1: a line of lyrics that has two times is shown once, with the second time as its text.
# Expected by the LRC format: several time tags before a line, such as [00:02.50][00:10.00], repeat it at each of the times, as a
# chorus.
# Seen: the second tag becomes text: in SubRip the caption says "[00:10.00]and again", and nothing is shown at 10 s.
# Cost: karaoke videos with digits in their refrain, and without the refrain where it comes again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aeidon==2.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import aeidon

with open("song.lrc", "w") as file:
    file.write("[00:01.00]first\n[00:02.50][00:10.00]and again\n[00:05.00]second\n")
project = aeidon.Project()
project.open_main("song.lrc", "utf_8")
texts = [subtitle.main_text for subtitle in project.subtitles]
project.save_main(aeidon.files.new(aeidon.formats.SUBRIP, "song.srt", "utf_8"))
written = open("song.srt").read()
print(written)
assert texts == ["first", "[00:10.00]and again", "second"]
assert "00:00:02,500 --> 00:00:05,000\n[00:10.00]and again" in written and "00:00:10,000 -->" not in written
PY
