#!/bin/bash
# parse-wavefront-obj 1.0.3 (npm): when some faces have normals and others have none, the normals belong to the wrong faces.
# Expected by the OBJ format: a face may be without normals ("f 1 2 3") beside one that has them ("f 2//1 4//1 3//1"); the README has one list of
# faces (cells) and one of their normals (faceNormals).
# Seen: of two faces, the second with normals, faceNormals has one entry, so the second face's normals stand at the place of the first.
# Cost: parts of a model are lit with the normals of another part.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-wavefront-obj@1.0.3
cd "$dir"
cat > normals.cjs <<'JS'
const assert = require('node:assert');
const parse = require('parse-wavefront-obj');

const { cells, faceNormals } = parse('v 0 0 0\nv 1 0 0\nv 0 1 0\nv 1 1 0\nvn 0 0 1\nf 1 2 3\nf 2//1 4//1 3//1\n');
console.log(cells, faceNormals);
assert.deepStrictEqual(cells, [[0, 1, 2], [1, 3, 2]]);
assert.deepStrictEqual(faceNormals, [[0, 0, 0]]);
JS
node normals.cjs
