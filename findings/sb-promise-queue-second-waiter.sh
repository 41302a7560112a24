#!/bin/bash
# sb-promise-queue 2.1.1 (npm): of three that wait for the queue to be idle the second is forgotten.
# Expected by its README: waitTillIdle() returns a promise; each of them should end when the queue is idle.
# Seen: when the one job ends, the first and the third promise end; the second does not.
# Cost: a part of the program that waits for the end of all jobs waits for ever.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" sb-promise-queue@2.1.1
cd "$dir"
cat > waiters.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const { PromiseQueue } = require('sb-promise-queue');

(async () => {
  const queue = new PromiseQueue();
  queue.add(() => sleep(50));
  const ended = [];
  for (const name of ['first', 'second', 'third']) queue.waitTillIdle().then(() => ended.push(name));
  await sleep(1000);
  console.log(ended);
  assert.deepStrictEqual(ended, ['first', 'third']);
})();
JS
node waiters.cjs
