#!/bin/bash
# @goodware/task-queue 2.1.3 (npm): a task that returns the promise of a library is not counted, so all tasks run at once.
# Expected by its README: the queue limits how many tasks run at a time, "synchronous or asynchronous"; a task may return a Promise. Promises
# of Bluebird are promises by the common rules (Promises/A+) and can be awaited.
# Seen: with a size of 2 at most two of six tasks with built-in promises run at a time, and all six with Bluebird's.
# Cost: the limit of a service or of memory is exceeded without a word.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @goodware/task-queue@2.1.3 bluebird@3.7.2
cd "$dir"
cat > limit.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const Bluebird = require('bluebird');
const Queue = require('@goodware/task-queue');

const most = async (wait) => {
  const queue = new Queue({ size: 2 });
  let running = 0;
  let highest = 0;
  for (let number = 0; number < 6; number += 1) {
    await queue.push(() => {
      running += 1;
      highest = Math.max(highest, running);
      return wait().then(() => {
        running -= 1;
      });
    });
  }
  await queue.stop();
  return highest;
};
(async () => {
  const builtIn = await most(() => sleep(200));
  const library = await most(() => Bluebird.delay(200));
  console.log({ builtIn, library });
  assert.strictEqual(builtIn, 2);
  assert.strictEqual(library, 6);
})();
JS
node limit.cjs
