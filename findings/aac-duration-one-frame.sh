#!/bin/bash
# aac-duration 0.0.1 (npm): every duration has one frame too many.
# Expected by ISO/IEC 14496-3: a frame of AAC has 1024 samples, so ten frames at 8000 Hz last 1.28 seconds.
# Seen: ten frames give 1.408 seconds, and one frame gives 0.256 instead of 0.128.
# Cost: short clips are given as much as twice their length; captions and clips that are put one after the other drift apart.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" aac-duration@0.0.1
cd "$dir"
cat > frame.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const duration = require('aac-duration');

const body = Buffer.alloc(25, 0x21);
const length = 7 + body.length;
const frame = Buffer.concat([Buffer.from([0xff, 0xf1, 0x6c, 0x40, length >> 3, ((length & 7) << 5) | 0x1f, 0xfc]), body]);
const measure = (count) => {
  fs.writeFileSync('clip.aac', Buffer.concat(Array(count).fill(frame)));
  return Number(duration('clip.aac').toFixed(3));
};
console.log(measure(1), measure(10));
assert.strictEqual(measure(1), 0.256);
assert.strictEqual(measure(10), 1.408);
JS
node frame.cjs
