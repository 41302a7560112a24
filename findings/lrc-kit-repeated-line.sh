#!/bin/bash
# lrc-kit 0.1.8.3: of a line with several times only the last time is read.
# Expected: LRC lets a repeated line stand once with all its times: [00:10.00][00:50.00]Chorus is sung at 10 s and at 50 s.
# Seen: only the line at 50 s comes back.
# Cost: every chorus of a song that was written in the short form is missing, but for its last time.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check lrc-kit==0.1.8.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from lrc_kit.parser import parse_lyrics

lines, _ = parse_lyrics("[00:01.00]Verse\n[00:10.00][00:50.00]Chorus\n[00:20.00]Verse\n")
seen = [(line.text, line.time_seconds) for line in lines]
print(seen)
assert seen == [("Verse", 1.0), ("Chorus", 50.0), ("Verse", 20.0)]
PY
