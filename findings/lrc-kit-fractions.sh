#!/bin/bash
# lrc-kit 0.1.8.3: hundredths with a leading zero become tenths.
# Expected: in LRC [00:01.05] is 1.05 s.
# Seen: it is read as 1.5 s; [00:01.50] is 1.5 s too. [00:02.005] is 2.5 s.
# Cost: one line in ten of a song is shown up to nine tenths of a second late, after the line that follows it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check lrc-kit==0.1.8.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from lrc_kit.parser import parse_lyrics

lines, _ = parse_lyrics("[00:01.05]one\n[00:01.30]two\n[00:01.50]three\n[00:02.005]four\n")
seen = [(line.text, line.time_millis) for line in lines]
print(seen)
assert seen == [("one", 1500), ("two", 1300), ("three", 1500), ("four", 2500)]
PY
