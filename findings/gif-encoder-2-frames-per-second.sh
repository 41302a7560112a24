#!/bin/bash
# gif-encoder-2 1.0.5 (npm): the method setFramesPerSecond() of its README does not exist.
# Expected by its README, in the table of methods: setFramesPerSecond(number) is "Another way to set delay".
# Seen: the call raises TypeError, as the method is undefined. There is one called setFrameRate(), which the README does not name; it
# writes 10 hundredths of a second for 10 frames a second.
# Cost: code that was written by the documentation fails when the first video is made into a GIF.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" gif-encoder-2@1.0.5
cd "$dir"
cat > rate.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const GIFEncoder = require('gif-encoder-2');

const readme = fs.readFileSync(require.resolve('gif-encoder-2/README.md'), 'utf8');
const encoder = new GIFEncoder(1, 1);
let refusal;
try {
  encoder.setFramesPerSecond(10);
} catch (error) {
  refusal = `${error.name}: ${error.message}`;
}
encoder.setFrameRate(10);
console.log({ refusal, delay: encoder.delay });
assert.match(readme, /`setFramesPerSecond`/);
assert.doesNotMatch(readme, /setFrameRate/);
assert.strictEqual(refusal, 'TypeError: encoder.setFramesPerSecond is not a function');
assert.strictEqual(encoder.delay, 10);
JS
node rate.cjs
