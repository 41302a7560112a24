#!/bin/bash
# webgl-obj-loader 2.0.8 (npm): indices has only the triangles of the last material.
# Expected by its README: "indices" is the list with which the triangles that make up the faces are drawn, whatever their material.
# Seen: of two faces, one red and one blue, indices has the blue one's three numbers; the red one's are only in indicesPerMaterial, which is
# named in the list of changes and not among the members.
# Cost: a generated model with more than one material is drawn, measured or stored with a part of its surface.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" webgl-obj-loader@2.0.8
cd "$dir"
cat > materials.cjs <<'JS'
const assert = require('node:assert');
const { Mesh } = require('webgl-obj-loader');

const mesh = (first, second) => new Mesh(`v 0 0 0
v 1 0 0
v 0 1 0
v 1 1 0
vn 0 0 1
usemtl ${first}
f 1//1 2//1 3//1
usemtl ${second}
f 2//1 4//1 3//1
`);
const one = mesh('red', 'red');
const two = mesh('red', 'blue');
console.log(one.indices, two.indices, two.indicesPerMaterial);
assert.strictEqual(one.indices.length, 6);
assert.deepStrictEqual(two.indices, [3, 4, 5]);
assert.deepStrictEqual(two.indicesPerMaterial, [[0, 1, 2], [3, 4, 5]]);
JS
node materials.cjs
