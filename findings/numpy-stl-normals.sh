#!/bin/bash
# numpy-stl 4.1.1: reading and writing an STL file turns its unit normals into others of any length.
# Expected by the STL format (Fabbers, "The StL Format"): the normal of a facet is a unit vector that points outwards. The file has such
# normals.
# Seen: when a file is read, the normals are computed anew as cross products, which have twice the area of the facet as their length: (0,
# 0, 1) becomes (0, 0, 0.0001) for a triangle of a hundredth, and (0, 0, 400) for one of 20. They are written so.
# Cost: programs that take the normals for light or for the direction of a print find none (too short) or glaring facets, in a model that
# was only moved or scaled.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check numpy-stl==4.1.1
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import numpy, struct
from stl import Mode, mesh

def rewritten(side):
    facet = struct.pack("<12fH", 0, 0, 1, 0, 0, 0, side, 0, 0, 0, side, 0, 0)
    with open("part.stl", "wb") as file:
        file.write(b"part".ljust(80) + struct.pack("<I", 1) + facet)
    mesh.Mesh.from_file("part.stl").save("again.stl", mode=Mode.BINARY)
    with open("again.stl", "rb") as file:
        return struct.unpack("<3f", file.read()[84:96])

print(rewritten(0.01), rewritten(20))
assert numpy.allclose(rewritten(0.01), (0, 0, 1e-4)) and numpy.allclose(rewritten(20), (0, 0, 400))
PY
