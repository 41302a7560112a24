#!/bin/bash
# gif-encoder-2 1.0.5 (npm): setQuality() changes nothing.
# Expected by its README: "Neuquant quality", a number from 1 to 30, where 1 is the best and slowest.
# Seen: the number is kept in a field that nothing reads; the quantizer samples with its own field, which stays 10. The files of an image of
# noise with quality 1 and 30 are the same, byte for byte; with that other field set by hand they differ.
# Cost: previews of generated videos that should be good, or fast, are neither, whatever is asked for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" gif-encoder-2@1.0.5
cd "$dir"
cat > quality.cjs <<'JS'
const assert = require('node:assert');
const GIFEncoder = require('gif-encoder-2');

const size = 64;
const noise = Uint8ClampedArray.from({ length: size * size * 4 }, (_, index) => (index * 7919 + (index >> 5) * 104729) % 256);
const encoded = (prepare) => {
  const encoder = new GIFEncoder(size, size, 'neuquant');
  prepare(encoder);
  encoder.start();
  encoder.addFrame(noise);
  encoder.finish();
  return encoder.out.getData();
};
const quality = (number) => encoded((encoder) => encoder.setQuality(number));
const sample = (number) => encoded((encoder) => { encoder.sample = number; });
const same = { quality: quality(1).equals(quality(30)), sample: sample(1).equals(sample(30)) };
console.log(same);
assert.deepStrictEqual(same, { quality: true, sample: false });
JS
node quality.cjs
