#!/bin/bash
# meshio 5.3.5: points of an OBJ file that have colours become points of six dimensions.
# Expected by OBJ as MeshLab, Blender, trimesh and others write it: three more numbers behind the coordinates of a point are its colour.
# meshio has point_data for such values, and fills it from a PLY file.
# Seen: "v 1 0 0 0 1 0" is a point with six coordinates, and point_data is empty. What is computed from the points has the colours in it.
# Cost: generated models, whose colours are mostly in their points, are measured wrongly, and nothing says so.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check meshio==5.3.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import meshio

with open("model.obj", "w") as file:
    file.write("v 0 0 0 1 0 0\nv 1 0 0 0 1 0\nv 1 1 0 0 0 1\nf 1 2 3\n")
found = meshio.read("model.obj")
print(found.points.shape, found.points[1].tolist(), found.point_data)
assert found.points.shape == (3, 6) and not found.point_data
assert found.points[1].tolist() == [1, 0, 0, 0, 1, 0]
PY
