#!/bin/bash
# mcp-persor 1.0.6: the motion of a joint has the channels of other joints too, if their names contain its name.
# Expected by BVH: a joint has the channels of its own line. get_joint_motion_df(joint) is documented to give the motion of that joint.
# Seen: all columns are taken in whose name the joint's name occurs. For "Hips" they are the six channels; for "Spine" those of "Spine1"
# stand beside them.
# Cost: Spine, Spine1 and Spine2, or Hand and LeftHand, are common names: tables get columns that do not belong there, and code that takes
# them by number reads another joint.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check mcp-persor==1.0.6 pandas==3.1.1 numpy==2.4.6
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

from mcp_persor import BVHparser

with open("walk.bvh", "w") as file:
    file.write(BVH)
motion = BVHparser("walk.bvh")
print(list(motion.get_joint_motion_df("Spine").columns))
assert len(motion.get_joint_motion_df("Hips").columns) == 7
assert len(motion.get_joint_motion_df("Spine1").columns) == 4
assert len(motion.get_joint_motion_df("Spine").columns) == 7
PY
