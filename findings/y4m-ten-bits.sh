#!/bin/bash
# y4m 1.1.1: video of 10 bits is taken for video of 8 bits.
# Expected by the y4m format as FFmpeg and others write it: C420p10 has two bytes for each sample, so a frame of 4 by 2 points has 24
# bytes. Other layouts that it cannot read are refused: "only support I420 fourcc".
# Seen: each colour space whose name begins with 420 passes. The first frame has its first 12 bytes, and then the reader stops with
# "expected FRAME".
# Cost: a program that looks at the first frame only, such as for a preview, shows noise and gets no error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check y4m==1.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import y4m

HEAD = b"YUV4MPEG2 W4 H2 F25:1 Ip A1:1 C420p10\n"
seen = []
try:
    y4m.Reader(seen.append).decode(HEAD + (b"FRAME\n" + bytes(24)) * 2)
except AssertionError as error:
    print(error)
else:
    raise SystemExit("it is read now")
print([len(frame.buffer) for frame in seen])
assert [len(frame.buffer) for frame in seen] == [12]
PY
