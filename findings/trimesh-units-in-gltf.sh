#!/bin/bash
# trimesh 5.2.0: a model in millimetres or inches is written to glTF with the same numbers, which are metres there.
# Expected by glTF 2.0, section 3.4: all linear distances are in metres. trimesh knows the factor: units are told to the mesh, and
# convert_units() converts.
# Seen: a box of 20 mm is 20 m long in the GLB. The unit stands in "extras", where only trimesh looks; no warning.
# Cost: a printed part or a product is a thousand times too large in each viewer, and in augmented reality out of sight.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install -q --disable-pip-version-check trimesh==5.2.0 numpy==2.2.6
cd "$dir"
"$dir/venv/bin/python" -W error - <<'PY'
import json
import struct

import trimesh

box = trimesh.creation.box(extents=(20, 20, 20))
box.units = "mm"
data = box.export(file_type="glb")
(length,) = struct.unpack_from("<I", data, 12)
model = json.loads(data[20 : 20 + length])
position = model["accessors"][model["meshes"][0]["primitives"][0]["attributes"]["POSITION"]]
print(position["min"], position["max"], model["meshes"][0]["extras"], model["nodes"])
assert (position["min"], position["max"]) == ([-10, -10, -10], [10, 10, 10])
assert not any("scale" in node or node.get("matrix", [1])[0] != 1 for node in model["nodes"])
assert box.convert_units("meters").extents.tolist() == [0.02, 0.02, 0.02]
PY
