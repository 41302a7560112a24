#!/bin/bash
# simple-gltf 0.1.0: of a mesh whose attributes are interleaved, normals are returned as positions.
# Expected by glTF 2.0, section 3.6.2.4: where a buffer view has a byteStride, the elements of an accessor lie that many bytes apart.
# Seen: byteStride is not looked at; the elements are read one after another. With position and normal in turn, every other "position" is
# a normal, and the last third of the mesh is missing.
# Cost: a spiky heap of triangles instead of the model; many exporters interleave, as graphics cards like it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check simple-gltf==0.1.0 pygltflib==1.16.5
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import base64
import json
import struct

import pygltflib
from simple_gltf import RootInterface

points, normal = [(0, 0, 0), (1, 0, 0), (0, 1, 0)], (0, 0, 1)
data = b"".join(struct.pack("<6f", *point, *normal) for point in points)
accessor = {"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3"}
document = {
    "asset": {"version": "2.0"},
    "scene": 0,
    "scenes": [{"nodes": [0]}],
    "nodes": [{"mesh": 0}],
    "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "NORMAL": 1}}]}],
    "accessors": [
        {**accessor, "byteOffset": 0, "min": [0, 0, 0], "max": [1, 1, 0]},
        {**accessor, "byteOffset": 12},
    ],
    "bufferViews": [{"buffer": 0, "byteOffset": 0, "byteLength": 72, "byteStride": 24, "target": 34962}],
    "buffers": [{"byteLength": 72, "uri": "data:application/octet-stream;base64," + base64.b64encode(data).decode()}],
}
with open("triangle.gltf", "w") as file:
    json.dump(document, file)
root = RootInterface(pygltflib.GLTF2().load("triangle.gltf"))
seen = root.scene.nodes[0].mesh.primitives[0].position.tolist()
print(seen)
assert seen == [[0, 0, 0], [0, 0, 1], [1, 0, 0]]
PY
