#!/bin/bash
# trimesh 5.2.0: a mesh of a glTF file that is made of triangle fans is left out.
# Expected by glTF 2.0, section 5.24 (primitive, mode): 6 is a triangle fan, as 4 is a list and 5 a strip of triangles.
# Seen: the same four points give a mesh of two triangles with mode 5, and a scene without any geometry with mode 6. No error, no warning.
# Cost: parts of a model are missing, and its volume, its extents and a check of it are wrong without a trace.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check trimesh==5.2.0 numpy==2.2.6
cd "$dir"
"$dir/venv/bin/python" -W error - <<'PY'
import io
import json
import struct

import trimesh


def triangles(mode):
    points = struct.pack("<12f", 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0)
    model = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "mode": mode}]}],
        "accessors": [{"bufferView": 0, "componentType": 5126, "count": 4, "type": "VEC3", "min": [0, 0, 0], "max": [1, 1, 0]}],
        "bufferViews": [{"buffer": 0, "byteLength": 48}],
        "buffers": [{"byteLength": 48}],
    }
    text = json.dumps(model).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", 48, b"BIN\0") + points
    scene = trimesh.load(io.BytesIO(struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks), file_type="glb")
    return [len(mesh.faces) for mesh in scene.geometry.values()]


print({"strip": triangles(5), "fan": triangles(6)})
assert triangles(5) == [2] and triangles(6) == []
PY
