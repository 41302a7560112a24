#!/bin/bash
# ts-retry-promise 0.8.1 (npm): with an exponential backoff the second wait is the square of the first, in milliseconds.
# Expected by its README: delay is "wait time between retries in ms" and the backoff EXPONENTIAL increases it with every retry; the overall
# timeout is 60 s unless set. Commonly each wait is twice the one before.
# Seen: with a delay of 60 ms the waits are 60 and 3600 ms; with a delay of 1 ms they never grow. A delay of 1000 ms makes the second wait 5
# minutes (the highest allowed), so with the usual timeout only two of ten tries are made.
# Cost: a service that is back after 3 seconds is given up.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" ts-retry-promise@0.8.1
cd "$dir"
cat > waits.cjs <<'JS'
const assert = require('node:assert');
const { retry } = require('ts-retry-promise');

const run = async (delay, retries, timeout) => {
  const times = [];
  await retry(async () => {
    times.push(Date.now());
    throw new Error('busy');
  }, { delay, retries, timeout, backoff: 'EXPONENTIAL' }).catch(() => {});
  return times.slice(1).map((time, index) => time - times[index]);
};
(async () => {
  const sixty = await run(60, 2, 20000);
  const one = await run(1, 6, 20000);
  const second = await run(1000, 10, 10000);
  console.log({ sixty, one, second });
  assert.ok(sixty[0] >= 55 && sixty[0] < 1000 && sixty[1] >= 3550);
  assert.ok(one.length === 6 && one.at(-1) < 30);
  assert.strictEqual(second.length, 1);
  process.exit();
})();
JS
node waits.cjs
