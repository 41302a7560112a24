#!/bin/bash
# lrctoolbox 1.3.0: lyrics of one line lose their time.
# Expected: a line with a time keeps it; that all times are equal says nothing when there is only one.
# Seen: [00:12.00]Only line is given without a time, and written back as plain text; with a second line both keep theirs. Times that are all
# equal are deleted, and those of a single line count as that.
# Cost: a jingle, or the title line of an instrumental, is shown from the start or not at all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check lrctoolbox==1.3.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from lrctoolbox import SyncedLyrics

seen = [SyncedLyrics.load_from_lines(lines).lyrics for lines in (["[00:12.00]Only line"], ["[00:12.00]One", "[00:14.00]Two"])]
print(seen)
assert seen == [["Only line"], ["[00:12.00]One", "[00:14.00]Two"]]
PY
