#!/bin/bash
# arc-promise-queue 1.0.0 (npm): the limit of the README's own example has no effect.
# Expected by its README: "this utility ensures that only a specified number of promises are active at once"; in the example two are allowed
# and five are added.
# Seen: all five start in the same moment and run side by side; the queue takes promises, which have begun before it sees them.
# Cost: the limit of a service is exceeded by every caller who trusts the example.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" arc-promise-queue@1.0.0
cd "$dir"
cat > all.mjs <<'JS'
import assert from 'node:assert';
import PromiseQueue from 'arc-promise-queue';

const queue = new PromiseQueue();
queue.setAllowedActive(2);
queue.setAddPause(5);
let running = 0;
let highest = 0;
const jobs = Array.from({ length: 5 }, () => queue.addToQueue(new Promise((resolve) => {
  running += 1;
  highest = Math.max(highest, running);
  setTimeout(() => {
    running -= 1;
    resolve();
  }, 50);
})));
await Promise.all(jobs);
await queue.settleQueued();
console.log(highest);
assert.strictEqual(highest, 5);
JS
node all.mjs
