#!/bin/bash
# stl 1.1.1 (npm): a model without a description cannot be written as text.
# Expected by its README: in the object that fromObject() takes the description is "(optional)".
# Seen: without it the binary form is written and the text form raises a TypeError ("Cannot read properties of undefined").
# Cost: a model that was made by a program, which has no name, fails at the last step.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" stl@1.1.1
cd "$dir"
cat > text.cjs <<'JS'
const assert = require('node:assert');
const stl = require('stl');

const facets = [{ normal: [0, 0, 1], verts: [[0, 0, 0], [1, 0, 0], [0, 1, 0]] }];
assert.strictEqual(stl.fromObject({ facets }, true).length, 134);
assert.ok(stl.fromObject({ description: 'part', facets }).startsWith('solid part\n'));
assert.throws(() => stl.fromObject({ facets }), (error) => {
  console.log(String(error));
  return error instanceof TypeError;
});
JS
node --no-deprecation text.cjs
