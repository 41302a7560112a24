#!/bin/bash
# imagesize 2.0.1: an AVIF image that is to be turned has the size (-1, -1).
# Expected by its source, which reads irot and swaps the sides by it, as it does for a turned JPEG. HEIF (ISO/IEC 23008-12, 6.5.10):
# ImageRotation is an ItemProperty, not an ItemFullProperty: its content is one byte, the angle.
# Seen: five bytes are read, as if a version and flags came first, which is an error of its own, and the answer is that the format is
# not known. The same image without rotation is (64, 32).
# Cost: portrait photos of telephones that are uploaded to be edited or brought to life are refused, or priced by a size of -1.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check imagesize==2.0.1 pillow==13.0.0
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import imagesize
from PIL import Image

image = Image.new("RGB", (64, 32), "teal")
turned = Image.Exif()
turned[0x0112] = 6  # a quarter turn clockwise; in AVIF it is written as irot
found = {}
for kind in "jpg", "avif":
    image.save(f"plain.{kind}")
    image.save(f"turned.{kind}", exif=turned)
    found[kind] = imagesize.get(f"plain.{kind}"), imagesize.get(f"turned.{kind}")
print(found)
assert b"\x00\x00\x00\x09irot\x03" in open("turned.avif", "rb").read()
assert found == {"jpg": ((64, 32), (32, 64)), "avif": ((64, 32), (-1, -1))}
PY
