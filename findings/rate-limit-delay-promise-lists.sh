#!/bin/bash
# rate-limit-delay-promise 0.0.2 (npm): results that are lists are joined into one list.
# Expected by its README: "call RateLimitDelayPromise.all() instead of Promise.all()", so one result per value, in order.
# Seen: for two values whose results are [1, 2] and [3] the result is [1, 2, 3]; Promise.all() gives [[1, 2], [3]]. An empty list vanishes.
# Cost: results are put to the wrong inputs, the clips of one scene to another.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" rate-limit-delay-promise@0.0.2
cd "$dir"
cat > lists.cjs <<'JS'
const assert = require('node:assert');
const { RateLimitDelayPromise } = require('rate-limit-delay-promise');

(async () => {
  const clips = { first: ['a', 'b'], second: [], third: ['c'] };
  const find = async (scene) => clips[scene];
  const plain = await Promise.all(Object.keys(clips).map(find));
  const limited = await RateLimitDelayPromise.all(Object.keys(clips), find, 10);
  console.log(plain, limited);
  assert.deepStrictEqual(plain, [['a', 'b'], [], ['c']]);
  assert.deepStrictEqual(limited, ['a', 'b', 'c']);
})();
JS
node lists.cjs
