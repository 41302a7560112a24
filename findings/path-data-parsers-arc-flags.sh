#!/bin/bash
# parse-svg-path 0.2.0 and path-data-parser 0.1.0 (npm): an arc whose flags stand without spaces is an error.
# Expected by the SVG grammar of paths: a flag is one digit, and nothing has to stand behind it. Optimisers such as SVGO write "a5 5 0
# 0110 0".
# Seen: "0110" counts as one number, so two are missing: "malformed path data" and "Path data ended short". With blanks both read it.
# Cost: icons and drawings that went through an optimiser cannot be drawn.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-svg-path@0.2.0 path-data-parser@0.1.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const parseSvgPath = require('parse-svg-path');
const { parsePath } = require('path-data-parser');

const [short, long] = ['M0 0a5 5 0 0110 0', 'M0 0a5 5 0 0 1 10 0'];
assert.deepStrictEqual(parseSvgPath(long)[1], ['a', 5, 5, 0, 0, 1, 10, 0]);
assert.deepStrictEqual(parsePath(long)[1].data, [5, 5, 0, 0, 1, 10, 0]);
for (const parse of [parseSvgPath, parsePath]) {
  assert.throws(() => parse(short), (error) => {
    console.log(error.message);
    return /malformed path data|Path data ended short/.test(error.message);
  });
}
JS
node show.cjs
