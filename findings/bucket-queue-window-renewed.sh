#!/bin/bash
# bucket-queue 1.0.1 (npm): calls that come slowly are held up, though the limit is never reached.
# Expected by its README: calls is the "max number of calls per interval" and perInterval the time window for them.
# Seen: with 3 calls in 1000 ms and one call every 600 ms (less than 2 in a window), the fourth is held until 1000 ms after the third: each
# call begins the window anew and the count goes on.
# Cost: every few calls a queue stands still for a whole window, a minute if that is the limit, with nothing else running.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" bucket-queue@1.0.1
cd "$dir"
cat > window.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const BucketQueue = require('bucket-queue');

(async () => {
  const queue = BucketQueue({ calls: 3, perInterval: 1000 }).start();
  const delays = [];
  const all = [];
  for (let number = 0; number < 4; number += 1) {
    const added = Date.now();
    all.push(queue.add(async () => {
      delays[number] = Date.now() - added;
    }));
    await sleep(600);
  }
  await Promise.all(all);
  queue.stop();
  console.log(delays);
  assert.ok(delays.slice(0, 3).every((delay) => delay < 150));
  assert.ok(delays[3] > 250);
})();
JS
node window.cjs
