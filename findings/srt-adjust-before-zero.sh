#!/bin/bash
# srt-adjust 0.0.1: a caption that is moved before the beginning is put at the end of a day.
# Expected of a shift by minus two seconds: what would be before 0 begins at 0, or is left out; no time of a caption is above that of the
# next.
# Seen: 00:00:01,000 --> 00:00:02,500 becomes 23:59:59,000 --> 00:00:00,500, as times are those of a clock.
# Cost: players that sort by time wait for a day, and checkers refuse the file, as the caption ends before it begins.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check srt-adjust==0.0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import subprocess
import sys

with open("film.srt", "w") as file:
    file.write("1\n00:00:01,000 --> 00:00:02,500\nHello\n")
subprocess.run([sys.executable, "-m", "srt_adjust", "film.srt", "-2000"], check=True, stdout=subprocess.DEVNULL)
with open("mod_film.srt") as file:
    times = file.read().splitlines()[1]
print(times)
assert times == "23:59:59,000 --> 00:00:00,500"
PY
