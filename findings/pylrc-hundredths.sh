#!/bin/bash
# pylrc 0.1.2: toLRC() writes a line of 1.05 s as 1.50 s.
# Expected by the LRC format: [mm:ss.xx], where xx is hundredths of a second. parse() reads [00:01.05] rightly as 1.05 s.
# Seen: of the milliseconds the first two digits are written without the zero that stands before them, so 50 ms becomes ".50", and
# 5 ms ".05". Lines at 100 ms or more of a second are right. Written and read again, without a change, a tenth of all lines moves.
# Cost: lyrics of a generated song that come up to 0.9 s too late, in the wrong order when lines are close, and only some of them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pylrc==0.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pylrc

LINES = "[00:01.05]first\n[00:01.25]second\n[00:12.00]third"
lyrics = pylrc.parse(LINES)
assert [line.time for line in lyrics] == [1.05, 1.25, 12.0]
written = lyrics.toLRC()
print(written)
assert written == "[00:01.50]first\n[00:01.25]second\n[00:12.00]third"
assert [line.text for line in pylrc.parse(written)] == ["second", "first", "third"]
PY
