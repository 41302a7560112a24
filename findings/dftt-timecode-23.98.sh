#!/bin/bash
# dftt-timecode 1.0.0: timecodes of films at 23.98 frames a second are refused, unless they are written as drop frame.
# Expected by SMPTE ST 12-1: frames are dropped from the count at 29.97 and 59.94 frames a second only. drop_frame is an argument of the
# package.
# Seen: at 23.98 "01:00:00:00" raises an error, "DONOT match drop_frame status [True]", with drop_frame=False too; the argument is heeded
# at 29.97 alone. With 24 the timecode is read.
# Cost: lists of a film in the usual rate of films on video cannot be read, and with a semicolon its times are others.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check dftt-timecode==1.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from dftt_timecode import DfttTimecode


def frames(fps):
    try:
        return DfttTimecode("01:00:00:00", fps=fps, drop_frame=False).framecount
    except Exception as error:
        return str(error)


seen = [frames(24), frames(29.97), frames(23.98)]
print(seen)
assert seen[:2] == [86400, 108000] and "DONOT match drop_frame status [True]" in seen[2]
PY
