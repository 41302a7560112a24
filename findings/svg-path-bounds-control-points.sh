#!/bin/bash
# svg-path-bounds 1.0.2 (npm): the bounding box of a curve is that of its control points.
# Expected by its description: "Get bounding box of an svg path data"; SVG 2, section 8.10, defines it as the tightest rectangle around
# the shape.
# Seen: the curve from 0,0 to 10,0 with 5,5 between them reaches a height of 2.5; the box is 3.33 high, as curves are made cubic first. A
# cubic one that reaches 7.5 has a box of 10, and an ellipse that is turned has one that is too large on all sides.
# Cost: pictures that are fitted into a frame by it are too small and off their centre, the more curved, the more.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" svg-path-bounds@1.0.2
cd "$dir"
cat > points.cjs <<'JS'
const assert = require('node:assert');
const bounds = require('svg-path-bounds');

const [quadratic, cubic] = [bounds('M0 0Q5 5 10 0'), bounds('M0 0C10 10 0 10 10 0')];
console.log(quadratic, cubic);
assert.deepStrictEqual(cubic, [0, 0, 10, 10]);
assert.ok(Math.abs(quadratic[3] - 10 / 3) < 1e-9);
JS
node points.cjs
