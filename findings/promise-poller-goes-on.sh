#!/bin/bash
# promise-poller 1.9.1 (npm): after masterTimeout has rejected the promise, it goes on looking at the job.
# Expected by its README: masterTimeout is a limit for the entire poll operation. It is, if the task function rejects.
# Seen: with shouldContinue, the option for "the job is still running", the end is not checked before the next look: the promise
# is rejected with "master timeout", and the task function is called again and again, as long as the job runs.
# Cost: each wait that was given up stays as a poller of its own: the rate limit goes to jobs that nobody waits for, and the
# program does not end.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" promise-poller@1.9.1
cd "$dir"
cat > poll.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const promisePoller = require('promise-poller').default;

async function looksAfterTheEnd(taskFn, shouldContinue) {
  let looks = 0;
  const look = () => { looks += 1; return taskFn(); };
  const wait = promisePoller({ taskFn: look, shouldContinue, interval: 20, retries: 1000, masterTimeout: 200 });
  const reason = await wait.then(() => null, (error) => error);
  const before = looks;
  await sleep(400);
  return { reason, before, after: looks - before };
}

(async () => {
  const running = await looksAfterTheEnd(async () => ({ status: 'running' }), (error, job) => error || job.status === 'running');
  const broken = await looksAfterTheEnd(async () => { throw new Error('busy'); }, (error) => !!error);
  console.log('looks before and after the end, a job that runs:', running, 'a task that rejects:', broken);
  assert(running.reason === 'master timeout' && running.after >= 3);
  assert(broken.reason === 'master timeout' && broken.after <= 1);
  process.exit(0);
})();
JS
node poll.cjs
