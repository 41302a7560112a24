#!/bin/bash
# y4m 1.1.1: frames whose width is odd are cut at the wrong place.
# Expected by the y4m format: in 4:2:0 a plane of colour has half the width and half the height, rounded up. A frame of 3 by 3 points has
# 9 + 4 + 4 = 17 bytes.
# Seen: the size of a frame is taken as width times height times one and a half, rounded down: 13 bytes. The reader then finds the rest of
# the frame where the next one should begin, and raises AssertionError, "expected FRAME".
# Cost: videos of an odd size, which all other readers know, cannot be read.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check y4m==1.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import y4m

HEAD = b"YUV4MPEG2 W3 H3 F25:1 Ip A1:1 C420jpeg\n"
seen = []
try:
    y4m.Reader(seen.append).decode(HEAD + (b"FRAME\n" + bytes(17)) * 2)
except AssertionError as error:
    print(error)
else:
    raise SystemExit("it is read now")
print([len(frame.buffer) for frame in seen])
assert [len(frame.buffer) for frame in seen] == [13]
PY
