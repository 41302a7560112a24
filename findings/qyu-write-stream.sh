#!/bin/bash
# qyu 0.4.7 (npm): the function of a write stream never gets what is written.
# Expected by its README, which has "supports streaming (in object mode)", and by the name of the parameter in its code, chunkObjTransformer: the
# function is called with each object, as that of transformStream() is.
# Seen: six objects are written and the function is called six times with undefined; the stream ends well.
# Cost: all jobs of a stream run without their data.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" qyu@0.4.7
cd "$dir"
cat > write.cjs <<'JS'
const assert = require('node:assert');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { Qyu } = require('qyu');

(async () => {
  const objects = [1, 2, 3].map((number) => ({ number }));
  const transformed = [];
  const transform = new Qyu({ capacity: 10 }).transformStream(async (object) => transformed.push(object));
  transform.resume();
  await pipeline(Readable.from(objects), transform);
  const written = [];
  await pipeline(Readable.from(objects), new Qyu().writeStream(async (object) => written.push(object)));
  console.log(transformed, written);
  assert.deepStrictEqual(transformed, objects);
  assert.deepStrictEqual(written, [undefined, undefined, undefined]);
})();
JS
node write.cjs
