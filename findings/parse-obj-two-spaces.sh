#!/bin/bash
# parse-obj 0.0.0 (npm): a second space after "v" moves all coordinates by one.
# Expected by the OBJ format: values are separated by white space, in any amount; several programs write "v  1 2 3" with two spaces.
# Seen: "v  1 2 3" becomes the point 0, 1, 2; the third value is lost. There is no error.
# Cost: the whole model is flat or distorted.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-obj@0.0.0
cd "$dir"
cat > spaces.cjs <<'JS'
const assert = require('node:assert');
const { Readable } = require('node:stream');
const { promisify } = require('node:util');
const parse = promisify(require('parse-obj'));

(async () => {
  const one = await parse(Readable.from(['v 1 2 3\nv 4 5 6\nv 7 8 9\nf 1 2 3\n']));
  const two = await parse(Readable.from(['v  1 2 3\nv  4 5 6\nv  7 8 9\nf 1 2 3\n']));
  console.log(one.vertexPositions, two.vertexPositions);
  assert.deepStrictEqual(one.vertexPositions, [[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
  assert.deepStrictEqual(two.vertexPositions, [[0, 1, 2], [0, 4, 5], [0, 7, 8]]);
})();
JS
node spaces.cjs
