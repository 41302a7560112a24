#!/bin/bash
# obj-file-parser 0.6.2 (npm): a relative number of a texture point or a normal stays negative, that of a corner does not.
# Expected by the OBJ format: in a face all three numbers may be negative and count back from the last one defined; a comment in the
# package's own code says that negative numbers are made positive.
# Seen: of "f -3/-3/-3" the corner is 1, the texture point -3 and the normal -3.
# Cost: every lookup with the number from the result finds nothing, so a model has no texture and no light.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" obj-file-parser@0.6.2
cd "$dir"
cat > normals.cjs <<'JS'
const assert = require('node:assert');
const ObjFile = require('obj-file-parser');

const points = 'v 0 0 0\nv 1 0 0\nv 0 1 0\nvt 0 0\nvt 1 0\nvt 0 1\nvn 0 0 1\nvn 0 1 0\nvn 1 0 0\n';
const corners = (face) => new ObjFile(`o part\n${points}${face}\n`).parse().models[0].faces[0].vertices.map((corner) => Object.values(corner));
const absolute = corners('f 1/1/1 2/2/2 3/3/3');
const relative = corners('f -3/-3/-3 -2/-2/-2 -1/-1/-1');
console.log(absolute, relative);
assert.deepStrictEqual(absolute, [[1, 1, 1], [2, 2, 2], [3, 3, 3]]);
assert.deepStrictEqual(relative, [[1, -3, -3], [2, -2, -2], [3, -1, -1]]);
JS
node normals.cjs
