#!/bin/bash
# async-await-retry 2.1.0 (npm): a function that must not be repeated (retriesMax: 0) is called three times.
# Expected by its README: retriesMax is the "maximum number of retries", 3 by default; 0 is none.
# Seen: 0 is taken for "not given", and means 3; and the number counts all calls: retriesMax 1 calls once, without a retry.
# Cost: a paid creation that was to be sent once is sent three times when the answer is lost.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" async-await-retry@2.1.0
cd "$dir"
cat > zero.cjs <<'JS'
const assert = require('node:assert');
const retry = require('async-await-retry');

async function calls(retriesMax) {
  let count = 0;
  await retry(async () => { count += 1; throw new Error('answer lost'); }, null, { retriesMax }).catch(() => {});
  return count;
}
(async () => {
  const seen = [await calls(0), await calls(1), await calls(2)];
  console.log(seen);
  assert.deepStrictEqual(seen, [3, 1, 2]);
})();
JS
node zero.cjs
