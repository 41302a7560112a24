#!/bin/bash
# blind-watermark 0.4.4: a watermark whose bits are all alike is read as others.
# Expected by its README: in the mode "bit" any list of bits can be embedded, and extract() gives them back when their number is known.
# The picture is the one that was written, without a change.
# Seen: eight bits that are all false, such as the number 0, come back with some of them true: the values are parted into two groups of 0
# and 1, whatever they are. Eight mixed bits are right.
# Cost: a picture that was marked with an id of 0, or with all switches off, is taken for that of another customer.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check blind-watermark==0.4.4
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import cv2, numpy
from blind_watermark import WaterMark, bw_notes

bw_notes.close()
cv2.imwrite("picture.png", numpy.random.RandomState(0).randint(0, 255, (256, 256, 3), dtype=numpy.uint8))

def read_back(bits):
    mark = WaterMark(password_img=1, password_wm=1)
    mark.read_img("picture.png")
    mark.read_wm(bits, mode="bit")
    mark.embed("marked.png")
    return [bool(bit) for bit in WaterMark(password_img=1, password_wm=1).extract("marked.png", wm_shape=len(bits), mode="bit")]

mixed, alike = [True, False, False, True, True, False, True, False], [False] * 8
print(read_back(mixed), read_back(alike))
assert read_back(mixed) == mixed
assert read_back(alike) != alike and True in read_back(alike)
PY
