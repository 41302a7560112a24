#!/bin/bash
# obj-file-parser 0.6.2 (npm): in a second object the same face has other numbers when it is written with relative ones.
# Expected by the OBJ format: points are numbered through the whole file, so with three points in each of two objects "f -3 -2 -1" in the
# second is "f 4 5 6".
# Seen: "f 4 5 6" gives 4, 5, 6 (counted in the file) and "f -3 -2 -1" gives 1, 2, 3 (counted in the object). Nothing tells which it is.
# Cost: with either way to look a number up, one kind of file shows the first object's points in the second, or none.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" obj-file-parser@0.6.2
cd "$dir"
cat > second.cjs <<'JS'
const assert = require('node:assert');
const ObjFile = require('obj-file-parser');

const first = 'o first\nv 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n';
const second = 'o second\nv 5 0 0\nv 6 0 0\nv 5 1 0\n';
const numbers = (face) => new ObjFile(`${first}${second}${face}\n`).parse().models[1].faces[0].vertices.map((corner) => corner.vertexIndex);
console.log(numbers('f 4 5 6'), numbers('f -3 -2 -1'));
assert.deepStrictEqual(numbers('f 4 5 6'), [4, 5, 6]);
assert.deepStrictEqual(numbers('f -3 -2 -1'), [1, 2, 3]);
JS
node second.cjs
