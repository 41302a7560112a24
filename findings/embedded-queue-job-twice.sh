#!/bin/bash
# embedded-queue 0.0.11 (npm): with three workers some jobs are processed twice.
# Expected by its README: a worker takes a job and processes it; more workers of a type are for running jobs side by side, and each job has
# one start and one end.
# Seen: of 400 jobs that take 1 ms each, added one after the other, some (31 in one run) are given to two workers. It happens when a job is
# added while one worker waits and another has just finished.
# Cost: clips are generated and paid for twice, messages are sent twice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" embedded-queue@0.0.11
cd "$dir"
cat > twice.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const { Queue } = require('embedded-queue');

const run = async (workers) => {
  const queue = await Queue.createQueue({ inMemoryOnly: true });
  const runs = new Map();
  queue.process('clip', async (job) => {
    runs.set(job.data, (runs.get(job.data) ?? 0) + 1);
    await sleep(1);
  }, workers);
  await sleep(50);
  for (let number = 0; number < 400; number += 1) {
    await queue.createJob({ type: 'clip', data: number });
    if (number % 2) await sleep(1);
  }
  while (runs.size < 400) await sleep(50);
  await sleep(200);
  await queue.shutdown(1000);
  return [...runs.values()].filter((times) => times > 1).length;
};
(async () => {
  const one = await run(1);
  let three = 0;
  for (let time = 0; time < 5 && !three; time += 1) three = await run(3);
  console.log('processed twice: with one worker', one, 'with three', three);
  assert.strictEqual(one, 0);
  assert.ok(three > 0);
  process.exit();
})();
JS
node twice.cjs
