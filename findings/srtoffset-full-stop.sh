#!/bin/bash
# srtoffset 0.1.2: shifting subtitles puts a full stop at the end of the first line of each caption with two lines.
# Expected by its README: it applies a time offset to a file; the texts stay as they are.
# Seen: the lines of a caption are joined with ".\n". "I think" and "you know" become "I think." and "you know", and each further pass
# adds one more.
# Cost: captions get sentences that end in their middle, and a text-to-speech voice pauses there.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check srtoffset==0.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

from srtoffset.srtoffset import SubtitlesFile

SOURCE = "1\n00:00:01,000 --> 00:00:02,000\nI think\nyou know\n"
once = str(SubtitlesFile.from_file(io.StringIO(SOURCE)))
twice = str(SubtitlesFile.from_file(io.StringIO(once)))
print(twice)
assert once.endswith("I think.\nyou know") and twice.endswith("I think..\nyou know")
PY
