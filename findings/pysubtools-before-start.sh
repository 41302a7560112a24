#!/bin/bash
# pysubtools 0.1: a cue that is shifted before the start gets a time like -1:59:59,500.
# Expected: times in SubRip are not negative; the cue starts at 0, or is left out, or shift() refuses.
# Seen: half a second before the start is written as "-1:59:59,500", as if it were an hour before; no error is raised.
# Cost: a file whose first seconds were cut away (the usual reason for such a shift) is refused by players.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check pysubtools==0.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from pysubtools.sublib import load_sub

with open("film.srt", "w") as file:
    file.write("1\n00:00:00,500 --> 00:00:02,000\nhello\n\n2\n00:00:03,000 --> 00:00:04,000\nagain\n")
film = load_sub("film.srt")
film.shift(-1000)
film.save("cut.srt")
seen = [line for line in open("cut.srt").read().splitlines() if "-->" in line]
print(*seen, sep="\n")
assert seen == ["-1:59:59,500 --> 00:00:01,000", "00:00:02,000 --> 00:00:03,000"]
PY
