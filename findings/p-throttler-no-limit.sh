#!/bin/bash
# p-throttler 1.0.2 (npm): with "no limits" nothing is ever run.
# Expected by its README: the first argument is the default number of functions at a time, "-1 to specify no limits".
# Seen: with -1 a function is not run at all and its promise stays open; with 2 it is run.
# Cost: jobs wait for ever, without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" p-throttler@1.0.2
cd "$dir"
cat > limit.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const PThrottler = require('p-throttler');

const run = (limit) => Promise.race([PThrottler.create(limit).enqueue(async () => 'done'), sleep(1000, 'nothing')]);
(async () => {
  const two = await run(2);
  const none = await run(-1);
  console.log({ two, none });
  assert.strictEqual(two, 'done');
  assert.strictEqual(none, 'nothing');
})();
JS
node limit.cjs
