#!/bin/bash
# bottleneck 2.19.5 and p-queue 9.3.5 (npm): a job that takes too long makes room for the next one while it goes on.
# Expected by their READMEs: maxConcurrent is "How many jobs can be executing at the same time", and concurrency the limit of p-queue. Of expiration
# and timeout they say that the job fails, not that it counts no longer.
# Seen: with one place and three jobs that need 300 ms each, of which they are given 50 ms, all three run at the same time.
# Cost: when a provider gets slow, more and more requests are open at once, over the number that the account allows, which brings
# refusals; and each has been paid for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" bottleneck@2.19.5 p-queue@9.3.5
cd "$dir"
cat > jobs.mjs <<'JS'
import assert from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import Bottleneck from 'bottleneck';
import PQueue from 'p-queue';

const most = async (submit) => {
  let running = 0;
  let highest = 0;
  const job = async () => {
    running += 1;
    highest = Math.max(highest, running);
    await sleep(300);
    running -= 1;
  };
  const ends = await Promise.allSettled([1, 2, 3].map(() => submit(job)));
  assert.ok(ends.every(({ status }) => status === 'rejected'));
  return highest;
};
const limiter = new Bottleneck({ maxConcurrent: 1 });
const queue = new PQueue({ concurrency: 1, timeout: 50 });
const seen = {
  bottleneck: await most((job) => limiter.schedule({ expiration: 50 }, job)),
  'p-queue': await most((job) => queue.add(job)),
};
console.log(seen);
assert.deepStrictEqual(seen, { bottleneck: 3, 'p-queue': 3 });
JS
node jobs.mjs
