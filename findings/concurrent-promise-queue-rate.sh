#!/bin/bash
# concurrent-promise-queue 1.1.0 (npm): its limit of calls in a time is passed as often as calls may run side by side.
# Expected by the description of the package (promises "executed at a maximum rate defined by time") and its options: with
# maxThroughputPerUnitTime 2 and unitOfTimeMillis 500, two calls in half a second.
# Seen: five calls with room for five at once are all started within a few milliseconds: only calls that have ended are counted. With room
# for one at once, two are made in the first 400 ms.
# Cost: every start of a batch goes over the rate that the provider allows, and a part of it is refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" concurrent-promise-queue@1.1.0
cd "$dir"
cat > rate.cjs <<'JS'
const assert = require('node:assert');
const { ConcurrentPromiseQueue } = require('concurrent-promise-queue');

const startedEarly = async (maxNumberOfConcurrentPromises) => {
  const queue = new ConcurrentPromiseQueue({ maxThroughputPerUnitTime: 2, unitOfTimeMillis: 500, maxNumberOfConcurrentPromises });
  const begin = Date.now();
  const starts = [];
  const job = async () => { starts.push(Date.now() - begin); };
  await Promise.all(Array.from({ length: 5 }, () => queue.addPromise(job)));
  return starts.filter((time) => time < 400).length;
};
(async () => {
  const seen = { five: await startedEarly(5), one: await startedEarly(1) };
  console.log(seen);
  assert.deepStrictEqual(seen, { five: 5, one: 2 });
})();
JS
node rate.cjs
