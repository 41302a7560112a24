#!/bin/bash
# collada2obj 0.1.2: the faces of a second object are made of the points of the first.
# Expected by the OBJ format: points are numbered through the whole file, also over the objects ("o") in it.
# Seen: the numbers begin at 1 for each geometry of the Collada file, so both objects have faces between the first points, and the points
# of the second one belong to no face.
# Cost: of a model with several parts one part is there, several times.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check collada2obj==0.1.2
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import contextlib
import io

import collada2obj

SOURCE = """<source id="{0}"><float_array id="{0}a" count="{1}">{2}</float_array><technique_common><accessor source="#{0}a" count="{3}" stride="3">
<param name="X" type="float"/><param name="Y" type="float"/><param name="Z" type="float"/></accessor></technique_common></source>"""
INPUTS = '<input semantic="VERTEX" source="#v{0}" offset="0"/><input semantic="NORMAL" source="#n{0}" offset="1"/>'


def geometry(number, points):
    return (
        f'<geometry id="g{number}"><mesh>'
        + SOURCE.format(f"p{number}", 9, points, 3)
        + SOURCE.format(f"n{number}", 3, "0 0 1", 1)
        + f'<vertices id="v{number}"><input semantic="POSITION" source="#p{number}"/></vertices><triangles count="1">'
        + INPUTS.format(number)
        + "<p>0 0 1 0 2 0</p></triangles></mesh></geometry>"
    )


with open("a.dae", "w") as file:
    file.write(
        '<COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1"><library_geometries>'
        + geometry(1, "0 0 0 1 0 0 0 1 0")
        + geometry(2, "5 0 0 6 0 0 5 1 0")
        + "</library_geometries></COLLADA>"
    )
with contextlib.redirect_stdout(io.StringIO()):
    lines = collada2obj.ColladaFileConverter("a.dae").get_obj_str_lines()
faces = [line.strip() for line in lines if line.startswith("f ")]
print(len([line for line in lines if line.startswith("v ")]), "points,", faces)
assert faces == ["f 1//1 2//1 3//1"] * 2
PY
