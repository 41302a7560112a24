#!/bin/bash
# meshio 5.3.5: an OBJ file whose texture points or normals are more or fewer than its points cannot be read.
# Expected by the OBJ format: texture points (vt) and normals (vn) have numbers of their own, and a corner names one of each, as in 1/1/1;
# a cube has 8 points, 14 texture points and 6 normals.
# Seen: ValueError, "len(points) = 4, but len(point_data["obj:vt"]) = 3": the lists are taken for values of the points. With as many of
# each the file is read, but the numbers of the corners are not looked at, so each point gets what stands at its own place in the list.
# Cost: nearly no textured model can be read, and of those that can, textures and light are on the wrong corners.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check meshio==5.3.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import meshio

def read(text):
    with open("model.obj", "w") as file:
        file.write("v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n" + text)
    return meshio.read("model.obj")

for lines in ("vt 0 0\nvt 1 0\nvt 1 1\nf 1/1 2/2 3/3\n", "vn 0 0 1\nf 1//1 2//1 3//1\n"):
    try:
        read(lines)
    except ValueError as error:
        print(error)
        assert "len(points) = 4" in str(error)
    else:
        raise SystemExit("can be read now")
same = read("vt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\nf 1/4 2/3 3/2\n")
print(same.point_data["obj:vt"].tolist())
assert same.point_data["obj:vt"].tolist() == [[0, 0], [1, 0], [1, 1], [0, 1]]
PY
