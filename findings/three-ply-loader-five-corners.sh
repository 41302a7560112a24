#!/bin/bash
# three 0.187.0 (npm), PLYLoader: faces with more than four corners are left out.
# Expected by the PLY format: a face is a list of any number of vertices; Blender and MeshLab write such faces where a mesh has them.
# Seen: three and four corners become triangles, five or more nothing at all: of a pentagon and a triangle only the triangle is in the
# index. There is no warning.
# Cost: a dodecahedron is a cloud of points, and a generated building has holes where its walls are.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" three@0.187.0
cd "$dir"
cat > corners.mjs <<'JS'
import assert from 'node:assert';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';

const ply = `ply
format ascii 1.0
element vertex 5
property float x
property float y
property float z
element face 2
property list uchar int vertex_indices
end_header
0 0 0
1 0 0
1 1 0
0.5 2 0
0 1 0
5 0 1 2 3 4
3 0 1 2
`;
const { index } = new PLYLoader().parse(ply);
console.log([...index.array]);
assert.deepStrictEqual([...index.array], [0, 1, 2]);
JS
node corners.mjs
