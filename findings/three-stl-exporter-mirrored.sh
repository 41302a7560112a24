#!/bin/bash
# three 0.187.0 (npm), STLExporter: a mirrored part is written inside out.
# Expected by the STL format: the corners of a facet are listed counter-clockwise as seen from outside, and its normal points outwards. On
# the screen three turns the faces of an object with a negative scale round, so they are right there.
# Seen: with scale.x of -1 the corners stay in their order, and the normal is computed from them: the face that looks to +z is written
# with normal 0 0 -1.
# Cost: the left shoe that was made from the right one is a hollow for a slicer; on the screen nothing was to be seen.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" three@0.187.0
cd "$dir"
cat > mirrored.mjs <<'JS'
import assert from 'node:assert';
import { BufferGeometry, Float32BufferAttribute, Mesh } from 'three';
import { STLExporter } from 'three/addons/exporters/STLExporter.js';

const geometry = new BufferGeometry();
geometry.setAttribute('position', new Float32BufferAttribute([0, 0, 0, 1, 0, 0, 0, 1, 0], 3));
const normals = [1, -1].map((scale) => {
  const mesh = new Mesh(geometry);
  mesh.scale.x = scale;
  mesh.updateMatrixWorld();
  return new STLExporter().parse(mesh).match(/facet normal (.*)/)[1];
});
console.log(normals);
assert.deepStrictEqual(normals, ['0 0 1', '0 0 -1']);
JS
node mirrored.mjs
