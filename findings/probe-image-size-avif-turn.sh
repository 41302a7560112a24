#!/bin/bash
# probe-image-size 7.5.0 (npm): the orientation of an AVIF image is turned the wrong way.
# Expected: irot says how many quarter turns anticlockwise show the image (HEIF, ISO/IEC 23008-12, 6.5.10), and by the README
# orientation is the number of Exif, where 6 is a quarter turn clockwise and 8 one anticlockwise.
# Seen: an image with three turns anticlockwise, which is one clockwise, has orientation 8 instead of 6; one with a single turn has 6
# instead of 8. Pillow, which wrote the file from Exif orientation 6, reads 6.
# Cost: portraits that are turned by this number before they go to a model stand on their heads.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" probe-image-size@7.5.0
cd "$dir"
cat > turn.cjs <<'JS'
const assert = require('node:assert');
const probe = require('probe-image-size');

// 32 x 16 pixels, written by Pillow 13.0.0 with libavif and Exif orientation 6.
const file = Buffer.from(
  'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAAD1bWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAAAAAAAOcGl0bQAA'
  + 'AAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAEdAAAAJgAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAAB0aXBycAAAAFRp'
  + 'cGNvAAAAFGlzcGUAAAAAAAAAIAAAABAAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwAAAAAE2NvbHJuY2x4AAEADQAGgAAAAAlpcm90AwAAABhpcG1h'
  + 'AAAAAAAAAAEAAQUBAoMEhQAAAC5tZGF0EgAKCRgQ/+0QENBoQDIXHYeHhZ3ccccCysCArrGhYEd3t5pEINw=',
  'base64',
);
const angle = file.indexOf('irot') + 4;
assert.strictEqual(file[angle], 3);
const found = {};
for (const turns of [3, 2, 1]) {
  file[angle] = turns;
  found[turns] = probe.sync(file).orientation;
}
console.log('orientation by turns anticlockwise:', found);
assert.deepStrictEqual(found, { 3: 8, 2: 3, 1: 6 });
JS
node turn.cjs
