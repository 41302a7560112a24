#!/bin/bash
# svg-points 6.0.1 (npm): an arc whose flags are written without spaces ends nowhere.
# Expected by SVG 2, section 9.3.9: a flag is one digit, 0 or 1, so nothing need stand between two flags and the number after them. SVGO
# writes arcs in this way with noSpaceAfterFlags.
# Seen: "a5 5 0 0110 0" has a large-arc flag of 110, and the end is NaN, NaN. toPath() writes this into the file: "A5,5,0,110,0,NaN,NaN".
# Cost: from this arc on nothing of the picture is drawn; no error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" svg-points@6.0.1
cd "$dir"
cat > flags.cjs <<'JS'
const assert = require('node:assert');
const { toPath, toPoints } = require('svg-points');

const points = toPoints({ type: 'path', d: 'M0 0a5 5 0 0110 0' });
console.log(points, toPath(points));
assert.ok(Number.isNaN(points[1].x) && Number.isNaN(points[1].y));
assert.ok(toPath(points).endsWith('NaN,NaN'));
const spaced = toPoints({ type: 'path', d: 'M0 0a5 5 0 0 1 10 0' });
assert.deepStrictEqual([spaced[1].x, spaced[1].y], [10, 0]);
JS
node flags.cjs
