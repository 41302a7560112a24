#!/bin/bash
# trimesh 5.2.0: a mesh whose faces have colours is written to GLB with colours that none of its faces has.
# Expected: each face in its colour, which glTF can hold: a corner of a face may be a point of its own. Its PLY keeps the colours.
# Seen: of two triangles, one red and one blue, the two corners in common become (127, 0, 127), and the faces blend from red and blue to
# purple. No warning. "Colorizing its faces" is what the README shows, and GLB what it recommends.
# Cost: part maps and segmentations, in which the colour of a face is its class, are unreadable after the export.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check trimesh==5.2.0 numpy==2.2.6 scipy==1.15.3
cd "$dir"
"$dir/venv/bin/python" -W error - <<'PY'
import io

import trimesh

RED, BLUE = [255, 0, 0, 255], [0, 0, 255, 255]
mesh = trimesh.Trimesh([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], [[0, 1, 2], [0, 2, 3]], face_colors=[RED, BLUE], process=False)


def again(file_type):
    return trimesh.load(io.BytesIO(mesh.export(file_type=file_type)), file_type=file_type, force="mesh", process=False)


glb, ply = again("glb"), again("ply")
print(len(glb.vertices), glb.visual.vertex_colors.tolist(), ply.visual.face_colors.tolist())
assert glb.visual.vertex_colors.tolist() == [[127, 0, 127, 255], RED, [127, 0, 127, 255], BLUE]
assert ply.visual.face_colors.tolist() == [RED, BLUE]
PY
