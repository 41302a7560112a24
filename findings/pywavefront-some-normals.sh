#!/bin/bash
# PyWavefront 1.3.3: an OBJ file in which some faces of a material have normals and others none cannot be read.
# Expected by the OBJ format: normals are optional for each face. "f 1//1 2//1 3//1" and "f 1 2 3" may stand in one file; programs give
# such a face the normal of its plane.
# Seen: IndexError, "list index out of range", if the first face has normals and a later one has none. In the other order the file is
# read, and the normals are dropped without a word.
# Cost: models that were put together from parts of two programs are refused without a line number, or are lit flat.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check PyWavefront==1.3.3
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import pywavefront

def read(*faces):
    with open("model.obj", "w") as file:
        file.write("v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nvn 0 0 1\n" + "".join(f"f {face}\n" for face in faces))
    return pywavefront.Wavefront("model.obj").materials["default0"].vertex_format

try:
    read("1//1 2//1 3//1", "1 3 4")
except IndexError as error:
    print("IndexError", error)
else:
    raise SystemExit("can be read now")
print(read("1 3 4", "1//1 2//1 3//1"), read("1//1 3//1 4//1", "1//1 2//1 3//1"))
assert read("1 3 4", "1//1 2//1 3//1") == "V3F"
assert read("1//1 3//1 4//1", "1//1 2//1 3//1") == "N3F_V3F"
PY
