#!/bin/bash
# pylrctool 0.2.0: tenths of a second are taken for hundredths.
# Expected: its own pattern allows one or two digits after the point; [00:01.5] is one and a half seconds.
# Seen: it is read as 1.05 s and written as [00:01.05].
# Cost: lyrics with short times are shown up to nine tenths of a second too early, and a saved file keeps the wrong times.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pylrctool==0.2.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pylrctool import LRCFile

song = LRCFile()
song.from_string("[00:01.5]one\n[00:02.50]two\n")
print(song.dumps())
assert song.dumps() == "[00:01.05]one\n[00:02.50]two"
PY
