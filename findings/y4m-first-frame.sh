#!/bin/bash
# y4m 1.1.1: the first frame of a video is not written.
# Expected by the README's example: a reader hands each frame to Writer.encode(). So a video of three frames has three frames when it was
# read and written.
# Seen: the first call of encode() writes the head of the file and returns; only the frames after it are written.
# Cost: every pass makes the video a frame shorter, and puts sound and picture out of step; a still image becomes an empty file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check y4m==1.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io

import y4m

HEAD = b"YUV4MPEG2 W4 H2 F25:1 Ip A1:1 C420jpeg\n"
frames = [bytes([number]) * 12 for number in (1, 2, 3)]
target = io.BytesIO()
writer = y4m.Writer(target)
seen = []


def handle(frame):
    seen.append(frame.buffer)
    writer.encode(frame)


y4m.Reader(handle).decode(HEAD + b"".join(b"FRAME\n" + frame for frame in frames))
written = target.getvalue()
print(len(seen), "frames read,", written.count(b"FRAME "), "written")
assert seen == frames and written.count(b"FRAME ") == 2
assert frames[0] not in written and frames[1] in written and frames[2] in written
PY
