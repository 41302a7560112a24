#!/bin/bash
# collada2obj 0.1.2: of a mesh with several materials only the faces of the first are converted; one without normals is a KeyError.
# Expected by Collada 1.4.1: a mesh has a <triangles> element for each of its materials, and normals are optional.
# Seen: the first element is taken, and the others are left out without a word. Without an input NORMAL "KeyError: None" is raised.
# Cost: a figure loses all of its parts but those of one colour.
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
VERTEX, NORMAL = '<input semantic="VERTEX" source="#v" offset="0"/>', '<input semantic="NORMAL" source="#n" offset="1"/>'


def convert(*faces):
    with open("a.dae", "w") as file:
        file.write(
            '<COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1"><library_geometries><geometry id="g"><mesh>'
            + SOURCE.format("p", 12, "0 0 0 1 0 0 1 1 0 0 1 0", 4)
            + SOURCE.format("n", 3, "0 0 1", 1)
            + '<vertices id="v"><input semantic="POSITION" source="#p"/></vertices>'
            + "".join(f'<triangles material="m{number}" count="1">{face}</triangles>' for number, face in enumerate(faces))
            + "</mesh></geometry></library_geometries></COLLADA>"
        )
    with contextlib.redirect_stdout(io.StringIO()):
        return [line.strip() for line in collada2obj.ColladaFileConverter("a.dae").get_obj_str_lines() if line.startswith("f ")]


faces = convert(VERTEX + NORMAL + "<p>0 0 1 0 2 0</p>", VERTEX + NORMAL + "<p>0 0 2 0 3 0</p>")
print(faces)
assert faces == ["f 1//1 2//1 3//1"]
try:
    convert(VERTEX + "<p>0 1 2</p>")
except KeyError as error:
    print("KeyError", error)
else:
    raise SystemExit("it is converted now")
PY
