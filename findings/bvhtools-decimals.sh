#!/bin/bash
# bvhTools 1.6.0: writeBvh() always writes six decimals, whatever it is asked for.
# Expected by its signature, decimals: int = 6, and by writeBvhToCsv(), which heeds the same argument.
# Seen: with decimals=2 and with decimals=9 the frames have six. Nine are needed to keep a number of 32 bits; 0.000000123 becomes
# 0.000000.
# Cost: files stay three times larger than wanted, or small motions are lost although more digits were asked for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check --no-deps bvhTools==1.6.0 numpy==2.4.6 scipy==1.17.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
BVH = """HIERARCHY
ROOT Hips
{
OFFSET 0 0 0
CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
JOINT Spine
{
OFFSET 0 10 0
CHANNELS 3 Zrotation Xrotation Yrotation
JOINT Spine1
{
OFFSET 0 10 0
CHANNELS 3 Zrotation Xrotation Yrotation
End Site
{
OFFSET 0 10 0
}
}
}
}
MOTION
Frames: 2
Frame Time: 0.04
0 1 2 10 20 30 1 2 3 4 5 6
0 1 2 10 20 30 1 2 3 4 5 6
"""

from bvhTools.bvhIO import readBvh, writeBvh

with open("walk.bvh", "w") as file:
    file.write(BVH.replace("0 1 2 10", "0.000000123 1 2 10"))
motion = readBvh("walk.bvh")
for decimals in (2, 9):
    writeBvh(motion, "copy.bvh", decimals=decimals)
    numbers = open("copy.bvh").read().split("0.04")[1].split()
    print(decimals, numbers[:4])
    assert numbers[:2] == ["0.000000", "1.000000"]
PY
