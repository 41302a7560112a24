#!/bin/bash
# simple-gltf 0.1.0: the matrix of a node is transposed, so it moves nothing.
# Expected by glTF 2.0, section 3.5.3: a node's matrix is stored in column-major order; its last four numbers are the last column, which
# holds the translation.
# Seen: NodeInterface.matrix has the sixteen numbers row by row: the translation 5, 6, 7 stands in the last row, and a rotation turns the
# other way.
# Cost: matrix @ point leaves every part of the model at the origin.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check simple-gltf==0.1.0 pygltflib==1.16.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json

import numpy as np
import pygltflib
from simple_gltf import RootInterface

document = {
    "asset": {"version": "2.0"},
    "scene": 0,
    "scenes": [{"nodes": [0]}],
    "nodes": [{"matrix": [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 5, 6, 7, 1]}],
}
with open("moved.gltf", "w") as file:
    json.dump(document, file)
matrix = RootInterface(pygltflib.GLTF2().load("moved.gltf")).scene.nodes[0].matrix
moved = matrix @ np.array([1, 0, 0, 1])
print(matrix.tolist(), moved.tolist())
assert matrix[3].tolist() == [5, 6, 7, 1] and moved[:3].tolist() == [1, 0, 0]
PY
