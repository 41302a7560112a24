#!/bin/bash
# bvhTools 1.6.0: a BVH file with a tab, or with two spaces, behind "Frames:" cannot be read.
# Expected by the BVH format: its items are separated by white space. The best known example (of the format's description by the
# University of Wisconsin) has "Frames:    2".
# Seen: the line is cut at single spaces, and the second piece is taken: IndexError with a tab, ValueError (an empty text) with two
# spaces.
# Cost: motion of generators and of common editors, which align this line by tabs, does not load.
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

from bvhTools.bvhIO import readBvh


def frames(text):
    with open("walk.bvh", "w") as file:
        file.write(text)
    try:
        return readBvh("walk.bvh").motion.numFrames
    except (IndexError, ValueError) as error:
        return repr(error)


seen = [frames(BVH.replace("Frames: ", "Frames:" + space)) for space in (" ", "\t", "  ")]
print(seen)
assert seen[0] == 2 and seen[1].startswith("IndexError") and seen[2].startswith("ValueError")
PY
