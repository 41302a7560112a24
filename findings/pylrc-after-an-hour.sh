#!/bin/bash
# pylrc 0.1.2: lines of an LRC file that come after the first hour are dropped without a word.
# Expected by the LRC format: [mm:ss.xx]; it has no hours, so a recording of 75 minutes has [75:30.00]. pylrc itself knows hours:
# shift() carries minutes into them, and toSRT() writes them.
# Seen: a line whose minutes are 60 or more does not match, and is left out. A line that shift() moves to 1:00:10 is written by toLRC() as
# [00:10.00], at the start of the recording.
# Cost: the transcript of a podcast or an audiobook ends after an hour, or its end is shown over its beginning.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pylrc==0.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pylrc

lyrics = pylrc.parse("[00:10.00]at the start\n[59:59.00]before the hour\n[60:00.00]the hour\n[75:30.00]the end\n")
print([line.text for line in lyrics])
assert [line.text for line in lyrics] == ["at the start", "before the hour"]
last = lyrics[-1]
last.shift(seconds=11)
assert last.time == 3610
print(lyrics.toLRC())
assert lyrics.toLRC().endswith("[00:10.00]before the hour")
PY
