#!/bin/bash
# parse-stl 1.0.2 (npm): a text STL file with tabs between the words gives an empty model.
# Expected by the STL format: white space (spaces, tabs, ends of lines) may stand anywhere between words and numbers.
# Seen: with spaces one triangle of three points, with tabs none at all, and no error.
# Cost: a model goes through the pipeline as "no surface".
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-stl@1.0.2
cd "$dir"
cat > tabs.cjs <<'JS'
const assert = require('node:assert');
const parse = require('parse-stl');

const text = ['solid part', 'facet normal 0 0 1', 'outer loop', 'vertex 0 0 0', 'vertex 1 0 0', 'vertex 0 1 0', 'endloop', 'endfacet', 'endsolid'];
const spaces = parse(Buffer.from(`${text.join('\n')}\n`));
const tabs = parse(Buffer.from(`${text.join('\n').replaceAll(' ', '\t')}\n`));
console.log(spaces, tabs);
assert.strictEqual(spaces.positions.length, 3);
assert.deepStrictEqual(spaces.cells, [[0, 1, 2]]);
assert.strictEqual(tabs.positions.length, 0);
assert.deepStrictEqual(tabs.faceNormals, []);
JS
node tabs.cjs
