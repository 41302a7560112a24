#!/bin/bash
# better-queue 3.8.12 (npm): with maxRetries of 1 a failed task is not retried, and in general once less than asked for.
# Expected by its README: maxRetries is the "maximum number of attempts to retry on a failed task", 0 by default, which is the first attempt
# alone; so 1 is two calls, and 3 is four.
# Seen: the first attempt is counted as a retry. 0 and 1 are one call, 2 is two, 3 is three.
# Cost: a queue that is to try a provider once more after a 503 gives the job up at once.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" better-queue@3.8.12
cd "$dir"
cat > retries.cjs <<'JS'
const assert = require('node:assert');
const Queue = require('better-queue');

const calls = (maxRetries) => new Promise((done) => {
  let made = 0;
  const queue = new Queue((job, end) => {
    made += 1;
    end(new Error('503'));
  }, { maxRetries });
  queue.push({ id: 'job' }, () => done(made));
});
(async () => {
  const made = [];
  for (const maxRetries of [0, 1, 2, 3]) made.push(await calls(maxRetries));
  console.log(made);
  assert.deepStrictEqual(made, [1, 1, 2, 3]);
})();
JS
node retries.cjs
