#!/bin/bash
# parse-obj 0.0.0 (npm): a relative number of a point becomes one that is too low by one and means nothing.
# Expected by the OBJ format: in a face -1 is the last point defined, -3 the third from the end.
# Seen: "f -3 -2 -1" gives -4, -3 and -2, where -1 means "none" for texture points and normals; "f 1 2 3" gives 0, 1 and 2.
# Cost: every face of a file with relative numbers points at nothing, or at the wrong point where a list is read from its end.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-obj@0.0.0
cd "$dir"
cat > relative.cjs <<'JS'
const assert = require('node:assert');
const { Readable } = require('node:stream');
const { promisify } = require('node:util');
const parse = promisify(require('parse-obj'));

(async () => {
  const points = 'v 1 2 3\nv 4 5 6\nv 7 8 9\n';
  const absolute = await parse(Readable.from([`${points}f 1 2 3\n`]));
  const relative = await parse(Readable.from([`${points}f -3 -2 -1\n`]));
  console.log(absolute.facePositions, relative.facePositions, relative.faceUVs);
  assert.deepStrictEqual(absolute.facePositions, [[0, 1, 2]]);
  assert.deepStrictEqual(relative.facePositions, [[-4, -3, -2]]);
  assert.deepStrictEqual(relative.faceUVs, [[-1, -1, -1]]);
})();
JS
node relative.cjs
