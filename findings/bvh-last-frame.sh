#!/bin/bash
# bvh 0.3: the last frame is lost when no line end follows it.
# Expected by the BVH format: the number of frames stands in the file, and each is a line of values; nothing asks for a line end behind the
# last one.
# Seen: of two frames one is given, while nframes says 2. With a line end at the end of the file both are there.
# Cost: loops do not close, and a program that trusts nframes fails at the last frame.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check bvh==0.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from bvh import Bvh

FILE = """HIERARCHY
ROOT Hips
{
  OFFSET 0 0 0
  CHANNELS 3 Xposition Yposition Zposition
}
MOTION
Frames: 2
Frame Time: 0.04
0 1 2
3 4 5"""
seen = [(motion.nframes, len(motion.frames)) for motion in (Bvh(FILE + "\n"), Bvh(FILE))]
print(seen)
assert seen == [(2, 2), (2, 1)]
PY
