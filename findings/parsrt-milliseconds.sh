#!/bin/bash
# parsrt 1.2: a good part of all times loses a millisecond at each pass.
# Expected: milliseconds are whole numbers; what is read and written stays the same.
# Seen: they are taken from the fraction of a float and cut, not rounded: 00:00:02,001 becomes 00:00:02,000. Of the 1000 times between 2
# s and 3 s, 410 change.
# Cost: files differ after a pass that should change nothing, times creep, and a cue can end before the start it had.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check parsrt==1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from parsrt import parse_str


def written(time):
    return str(next(parse_str(f"1\n{time} --> 00:00:09,000\nhello"))).split("\n")[1].split(" --> ")[0]


times = [f"00:00:02,{milliseconds:03}" for milliseconds in range(1000)]
changed = [(time, written(time)) for time in times if written(time) != time]
print(len(changed), changed[:3])
assert len(changed) == 410 and changed[0] == ("00:00:02,001", "00:00:02,000")
PY
