#!/bin/bash
# aeidon 2.0.1: in LRC a caption of 1:15:30 is written at 15:30, without a warning.
# Expected by the LRC format: [mm:ss.xx] has no hours, so the minutes go on: [75:30.00]. If a writer cannot say a time, it has to say
# so.
# Seen: the hours are left out. Captions of the second hour are among those of the first, and a program that sorts them mixes both. Read
# from LRC, [75:30.00] becomes "00:75:30,000" in SubRip, which has no such minutes.
# Cost: the transcript of a long recording is useless as LRC from its second hour on, and wrong in the first.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check aeidon==2.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import aeidon


def convert(text, source, target, format):
    with open(source, "w") as file:
        file.write(text)
    project = aeidon.Project()
    project.open_main(source, "utf_8")
    project.save_main(aeidon.files.new(format, target, "utf_8"))
    return open(target).read()


SUBRIP = "1\n00:15:00,000 --> 00:15:02,000\nearly\n\n2\n01:15:30,000 --> 01:15:32,000\nlate\n"
lyrics = convert(SUBRIP, "talk.srt", "talk.lrc", aeidon.formats.LRC)
captions = convert("[15:00.00]early\n[75:30.00]late\n", "read.lrc", "read.srt", aeidon.formats.SUBRIP)
print(lyrics, captions, sep="\n")
assert "[15:00.00]early" in lyrics and "[15:30.00]late" in lyrics
assert "00:75:30,000 --> " in captions
PY
