#!/bin/bash
# puqeue 1.1.8 (npm): raising the limit of a queue that is at work starts one more job, whatever the new limit is.
# Expected by its README and its code: maxOperationCount is the "maximum number of concurrent promises run", and can be set at any time.
# Seen: with ten jobs and the limit raised from 1 to 5 at most two run at a time; a queue made with 5 runs five.
# Cost: a queue that is given more room when a service is quiet stays slow.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" puqeue@1.1.8
cd "$dir"
cat > raise.mjs <<'JS'
import assert from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import Puqeue from 'puqeue';

const run = async (first, later) => {
  const queue = new Puqeue({ maxOperationCount: first });
  let running = 0;
  let highest = 0;
  const jobs = Array.from({ length: 10 }, () => queue.add(async () => {
    running += 1;
    highest = Math.max(highest, running);
    await sleep(30);
    running -= 1;
  }));
  queue.maxOperationCount = later;
  await Promise.all(jobs);
  return highest;
};
const made = await run(5, 5);
const raised = await run(1, 5);
console.log({ made, raised });
assert.strictEqual(made, 5);
assert.strictEqual(raised, 2);
JS
node raise.mjs
