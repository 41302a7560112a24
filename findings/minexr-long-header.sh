#!/bin/bash
# minexr 1.0.2: an OpenEXR file with more than 10,000 bytes of header cannot be read.
# Expected by the OpenEXR file layout: a header ends with an empty name, and has no greatest length; it may hold a preview image, and
# texts of any length.
# Seen: only the first 10,000 bytes are read. Behind a comment of 10,000 letters the attribute "compression" is not found: KeyError, which
# says nothing of the length.
# Cost: generated pictures with their settings cannot be loaded, those without can.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check minexr==1.0.2 numpy==2.4.6
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import io, struct

import minexr


def exr(comment):
    def attribute(name, type, data):
        return name.encode() + b"\0" + type.encode() + b"\0" + struct.pack("<i", len(data)) + data

    channels = b"".join(name + b"\0" + struct.pack("<4i", 2, 0, 1, 1) for name in (b"B", b"G", b"R")) + b"\0"
    box = struct.pack("<4i", 0, 0, 1, 1)
    head = struct.pack("<2i", 20000630, 2) + attribute("channels", "chlist", channels)
    head += attribute("comments", "string", comment) + attribute("compression", "compression", b"\0")
    head += attribute("dataWindow", "box2i", box) + attribute("displayWindow", "box2i", box)
    head += attribute("lineOrder", "lineOrder", b"\0") + attribute("pixelAspectRatio", "float", struct.pack("<f", 1))
    head += attribute("screenWindowCenter", "v2f", bytes(8)) + attribute("screenWindowWidth", "float", struct.pack("<f", 1)) + b"\0"
    first = len(head) + 16
    lines = b"".join(struct.pack("<2i6f", y, 24, *[0.5] * 6) for y in (0, 1))
    return first, io.BytesIO(head + struct.pack("<2Q", first, first + 32) + lines)


def read(comment):
    first, file = exr(comment)
    try:
        return first, minexr.load(file).select("RGB").shape
    except (AssertionError, KeyError) as error:
        return first, repr(error)


seen = [read(b"x" * length)[1] for length in (9000, 10000)]
print(seen)
assert seen == [(2, 2, 3), "KeyError('compression')"]
PY
