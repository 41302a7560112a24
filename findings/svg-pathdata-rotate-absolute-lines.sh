#!/bin/bash
# svg-pathdata 9.0.0 (npm): a rectangle that is turned by 90 degrees becomes a wedge, if its sides are written with H and V.
# Expected by its README: rotate() rotates the path. H and V keep the other coordinate of the point before them (SVG 2).
# Seen: for absolute H and V the kept coordinate is taken as 0 after the rotation: "M0 0H10V5H0Z" becomes 0,0 0,10 -5,0 0,0. With h and v,
# or with L, the rectangle stays one. A skew has the same fault.
# Cost: icons and letters fall apart, and only those that an optimiser has written, as it prefers H and V.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" svg-pathdata@9.0.0
cd "$dir"
cat > lines.mjs <<'JS'
import assert from 'node:assert';
import { SVGPathData } from 'svg-pathdata';

const turned = (path) => new SVGPathData(path).rotate(Math.PI / 2).round(1000).toAbs().encode();
const [absolute, relative] = [turned('M0 0H10V5H0Z'), turned('M0 0h10v5h-10z')];
console.log(absolute, '|', relative);
assert.strictEqual(absolute, 'M0 0L0 10L-5 0L0 0z');
assert.strictEqual(relative, 'M0 0L0 10L-5 10L-5 0z');
JS
node lines.mjs
