#!/bin/bash
# image-size 2.1.0 (npm): of an SVG whose viewBox has commas, width and height are undefined.
# Expected by SVG 2, section 8.6 (and 1.1, 7.7): the four numbers of viewBox are separated by white space, a comma, or both; the package takes
# width and height from them if the image has no others.
# Seen: "0,0,100,50" gives neither, "0, 0, 100, 50" only the height, and "0 0  100 50" with a second space a wrong height, 100; no error is
# raised. "0 0 100 50" is right.
# Cost: the layout that is made for a generated drawing has no size, or the wrong shape, by the habit of the program that wrote it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" image-size@2.1.0
cd "$dir"
cat > viewbox.cjs <<'JS'
const assert = require('node:assert');
const { imageSize } = require('image-size');

const size = (viewBox) => {
  const { width, height } = imageSize(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}"></svg>`));
  return [width, height];
};
const boxes = ['0 0 100 50', '0,0,100,50', '0, 0, 100, 50', '0 0  100 50'];
const seen = boxes.map(size);
console.log(seen);
assert.deepStrictEqual(seen, [[100, 50], [undefined, undefined], [undefined, 50], [undefined, 100]]);
JS
node viewbox.cjs
