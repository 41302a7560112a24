#!/bin/bash
# gltflib 1.0.13: a second set of joints, colours or texture points of a mesh is lost by reading and writing.
# Expected by glTF 2.0, section 3.7.2.1: attributes are numbered sets (JOINTS_n, WEIGHTS_n, TEXCOORD_n, COLOR_n), and names that begin
# with an underscore are the application's own.
# Seen: only the eight names that the library knows survive: JOINTS_1, WEIGHTS_1, COLOR_1, TEXCOORD_2 and _AGE are gone, without a
# warning. Their data stay in the file.
# Cost: a character with more than four bones at a point keeps weights that no longer add up to one, and tears at the shoulders.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check gltflib==1.0.13
cd "$dir"
"$dir/venv/bin/python" - <<'PY'
import json

from gltflib import GLTF

names = ["POSITION", "JOINTS_0", "WEIGHTS_0", "JOINTS_1", "WEIGHTS_1", "COLOR_1", "TEXCOORD_2", "_AGE"]
document = {
    "asset": {"version": "2.0"},
    "meshes": [{"primitives": [{"attributes": {name: index for index, name in enumerate(names)}}]}],
    "accessors": [{"componentType": 5126, "count": 1, "type": "VEC4"} for _ in names],
}
with open("character.gltf", "w") as file:
    json.dump(document, file)
GLTF.load("character.gltf").export("copy.gltf")
with open("copy.gltf") as file:
    left = json.load(file)["meshes"][0]["primitives"][0]["attributes"]
print(left)
assert sorted(left) == ["JOINTS_0", "POSITION", "WEIGHTS_0"]
PY
