#!/bin/bash
# webgl-obj-loader 2.0.8 (npm): a face with points and texture points but no normals gets normals by the number of the texture point.
# Expected by the OBJ format: "1/3" is a point and a texture point, without a normal; a normal is the third number, as in "1/3/2" or "1//2".
# Seen: with the faces "1/3 2/2 3/1" the first corner has the third normal of the file, which no face uses; the second the second, and so on.
# Cost: a model of which one part has normals is lit wrongly in the other part.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" webgl-obj-loader@2.0.8
cd "$dir"
cat > normals.cjs <<'JS'
const assert = require('node:assert');
const { Mesh } = require('webgl-obj-loader');

const mesh = new Mesh(`v 0 0 0
v 1 0 0
v 0 1 0
vt 0 0
vt 1 0
vt 0 1
vn 1 0 0
vn 0 1 0
vn 0 0 1
f 1/3 2/2 3/1
`);
console.log(mesh.textures, mesh.vertexNormals);
assert.deepStrictEqual(mesh.textures, [0, 1, 1, 0, 0, 0]);
assert.deepStrictEqual(mesh.vertexNormals, [0, 0, 1, 0, 1, 0, 1, 0, 0]);
JS
node normals.cjs
