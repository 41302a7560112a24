#!/bin/bash
# three 0.187.0 (npm), STLExporter and OBJExporter: of a thousand instances one is written, at a place where none of them is.
# Expected by their descriptions: they export an object or a scene. An InstancedMesh is one object that is drawn once for each of its
# matrices. GLTFExporter writes all of them, with EXT_mesh_gpu_instancing.
# Seen: both write the geometry once, by the matrix of the object alone. Three instances at x of 10, 20 and 30 become one triangle at 0.
# Cost: a forest is exported as one tree at the origin, without a warning.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" three@0.187.0
cd "$dir"
cat > instances.mjs <<'JS'
import assert from 'node:assert';
import { BufferGeometry, Float32BufferAttribute, InstancedMesh, Matrix4 } from 'three';
import { OBJExporter } from 'three/addons/exporters/OBJExporter.js';
import { STLExporter } from 'three/addons/exporters/STLExporter.js';

const geometry = new BufferGeometry();
geometry.setAttribute('position', new Float32BufferAttribute([0, 0, 0, 1, 0, 0, 0, 1, 0], 3));
const trees = new InstancedMesh(geometry, undefined, 3);
for (let index = 0; index < 3; index++) trees.setMatrixAt(index, new Matrix4().makeTranslation(10 * (index + 1), 0, 0));
trees.updateMatrixWorld();
const vertices = [new STLExporter().parse(trees).match(/vertex .*/g), new OBJExporter().parse(trees).match(/^v .*/gm)];
console.log(vertices);
assert.deepStrictEqual(vertices[0], ['vertex 0 0 0', 'vertex 1 0 0', 'vertex 0 1 0']);
assert.deepStrictEqual(vertices[1], ['v 0 0 0', 'v 1 0 0', 'v 0 1 0']);
JS
node instances.mjs
