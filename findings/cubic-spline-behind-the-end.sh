#!/bin/bash
# cubic-spline 3.0.3 (npm): behind the last key the value is NaN, before the first one a number.
# Expected by what is usual for curves of animations: behind the last key the curve holds its value or goes on; an error would do too.
# Seen: with keys at 0, 1 and 2, at(-1) is -1, at(2) is 0, and at(3) is NaN, without an error.
# Cost: an animation that is sampled one frame too far loses its object; before its first key it moves.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" cubic-spline@3.0.3
cd "$dir"
cat > check.mjs <<'JS'
import assert from 'node:assert';
import Spline from 'cubic-spline';

const spline = new Spline([0, 1, 2], [0, 1, 0]);
const seen = [-1, 2, 3].map((time) => spline.at(time));
console.log(seen);
assert.deepStrictEqual(seen, [-1, 0, NaN]);
JS
node check.mjs
