#!/bin/bash
# edl-reader 0.1.14: a comment with the word "SUBTITLE:" in it renames the whole list.
# Expected by CMX 3600: a line that begins with an asterisk is a comment to the event above it; the name of the list stands in the line
# that begins with TITLE.
# Seen: each line is searched for "TITLE: ", wherever it stands. After "* SUBTITLE: chapter two" the list has the name "chapter two", and
# is written so.
# Cost: names by which versions of an edit are found are those of the last remark.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check edl-reader==0.1.14 timecode==1.5.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import edl

EVENTS = """TITLE: NIGHT

001  AX       V     C        01:00:00:00 01:00:02:00 00:00:00:00 00:00:02:00
* SUBTITLE: chapter two
"""
events = edl.Parser("24").parse(EVENTS)
print(events.to_string())
assert events.title == "chapter two" and "TITLE: NIGHT" not in events.to_string()
PY
