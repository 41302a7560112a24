#!/bin/bash
# bvhsdk 0.2.1: the skeleton of a BVH file depends on its indentation; with three or four spaces all joints but the root are lost.
# Expected by the BVH format: braces give the hierarchy, and white space only parts the words. The documentation of ReadFile() does not
# speak of it.
# Seen: with tabs or two spaces the three joints are there; with three or four spaces only Hips, without a warning.
# Cost: a dance from a tool that writes another width has no limbs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check bvhsdk==0.2.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
from bvhsdk import ReadFile

FILE = """HIERARCHY
ROOT Hips
{
>OFFSET 0 0 0
>CHANNELS 3 Zrotation Xrotation Yrotation
>JOINT Spine
>{
>>OFFSET 0 10 0
>>CHANNELS 3 Zrotation Xrotation Yrotation
>>JOINT Head
>>{
>>>OFFSET 0 10 0
>>>CHANNELS 3 Zrotation Xrotation Yrotation
>>}
>}
}
MOTION
Frames: 1
Frame Time: 0.04
0 0 0 0 0 0 0 0 0
"""


def joints(indent):
    with open("dance.bvh", "w") as file:
        file.write(FILE.replace(">", indent))
    return [joint.name for joint in ReadFile("dance.bvh").getlistofjoints()]


seen = [joints(indent) for indent in ("\t", "  ", "   ", "    ")]
print(seen)
whole = ["Hips", "Spine", "Head"]
assert seen == [whole, whole, ["Hips"], ["Hips"]]
PY
