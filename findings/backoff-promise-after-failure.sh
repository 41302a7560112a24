#!/bin/bash
# backoff-promise 1.0.0 (npm): after one job has failed for good, the next one waits first and is tried once only.
# Expected by its README: an object is made once with a first wait, a factor and a number of retries, and run() is called with each job.
# Seen: with waits of 50, 500 and 2000 ms and three tries, a job that fails for good is tried three times; the next job, on the same object,
# starts after 2000 ms, and its first error is its last.
# Cost: one broken job takes away the retries of all jobs until one succeeds at once.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" backoff-promise@1.0.0
cd "$dir"
cat > again.cjs <<'JS'
const assert = require('node:assert');
const Backoff = require('backoff-promise');

const run = async (backoff) => {
  const begin = Date.now();
  const tries = [];
  await backoff.run(async () => {
    tries.push(Date.now() - begin);
    throw new Error('busy');
  }).catch(() => {});
  return tries;
};
(async () => {
  const backoff = new Backoff(50, 2000, 10, 3);
  const first = await run(backoff);
  const second = await run(backoff);
  console.log(first, second);
  assert.strictEqual(first.length, 3);
  assert.ok(first[0] < 50);
  assert.strictEqual(second.length, 1);
  assert.ok(second[0] >= 1900);
})();
JS
node again.cjs
