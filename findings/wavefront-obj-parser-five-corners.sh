#!/bin/bash
# wavefront-obj-parser 2.0.1 (npm): a face keeps only its first four corners.
# Expected by the OBJ format: a face has three corners or more, with no upper limit; the README names none.
# Seen: of a face with five corners four numbers are in the result. Nothing tells that one is missing.
# Cost: caps of cylinders and cut models have holes; the same model in triangles is whole.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" wavefront-obj-parser@2.0.1
cd "$dir"
cat > corners.cjs <<'JS'
const assert = require('node:assert');
const parse = require('wavefront-obj-parser');

const result = parse('v 0 0 0\nv 2 0 0\nv 3 1 0\nv 1 2 0\nv -1 1 0\nvt 0 0\nvn 0 0 1\nf 1/1/1 2/1/1 3/1/1 4/1/1 5/1/1\n');
console.log(result.vertexPositions.length / 3, 'points,', result.vertexPositionIndices);
assert.strictEqual(result.vertexPositions.length, 15);
assert.deepStrictEqual(result.vertexPositionIndices, [0, 1, 2, 3]);
JS
node corners.cjs
