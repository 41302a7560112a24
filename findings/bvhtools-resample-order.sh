#!/bin/bash
# bvhTools 1.6.0: a root whose rotations stand before its positions turns the wrong way when the frame rate is changed.
# Expected by the BVH format: the channels of a joint may stand in any order, which its line CHANNELS names. A turn from 170 to -170
# degrees is one of 20.
# Seen: resampleFPS() takes the first three channels of the root for its position. Between 170 and -170 degrees lie 102, 34, -34 and -102,
# a turn of 340 degrees. With the positions in front they are 174 and so on.
# Cost: a figure that walks past the back of its circle spins around once within a frame.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps bvhTools==1.6.0 numpy==2.4.6 scipy==1.17.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from bvhTools.bvhIO import readBvh
from bvhTools.bvhMotionEditor import resampleFPS

TURN, PLACE = "Zrotation Xrotation Yrotation", "Xposition Yposition Zposition"


def between(channels, first, second):
    with open("turn.bvh", "w") as file:
        file.write(f"HIERARCHY\nROOT Hips\n{{\nOFFSET 0 0 0\nCHANNELS 6 {channels}\nEnd Site\n{{\nOFFSET 0 1 0\n}}\n}}\n")
        file.write(f"MOTION\nFrames: 2\nFrame Time: 0.05\n{first}\n{second}\n")
    motion = readBvh("turn.bvh")
    turn = motion.skeleton.root.channels.index("Zrotation")
    return [round(float(frame[turn])) for frame in resampleFPS(motion, 60).motion.frames]


right = between(f"{PLACE} {TURN}", "0 0 0 170 0 0", "0 0 0 -170 0 0")
wrong = between(f"{TURN} {PLACE}", "170 0 0 0 0 0", "-170 0 0 0 0 0")
print(right, wrong)
assert right == [170, 174, 178, -178, -174, -170]
assert wrong == [170, 102, 34, -34, -102, -170]
PY
