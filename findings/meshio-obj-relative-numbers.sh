#!/bin/bash
# meshio 5.3.5: relative numbers of points in an OBJ file become other points.
# Expected by the OBJ format: in a face -1 is the last point that was defined, and -3 the third from the end, so with four points "f -4 -3
# -2" is "f 1 2 3".
# Seen: one is taken off the negative numbers too: -5, -4 and -3. As places in the list of points, -4 and -3 are the first and the second,
# counted from the end, and -5 is outside. "f -3 -2 -1" is a triangle of other points, with no error at all.
# Cost: models of programs that write relative numbers are put together from the wrong corners, and look like shards.
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

found = {face: read(f"f {face}\n").cells_dict["triangle"].tolist() for face in ("1 2 3", "-4 -3 -2", "-3 -2 -1")}
print(found)
assert found == {"1 2 3": [[0, 1, 2]], "-4 -3 -2": [[-5, -4, -3]], "-3 -2 -1": [[-4, -3, -2]]}
PY
