#!/bin/bash
# better-queue 3.8.12 (npm): "drain" is told while a failed task waits for its retry.
# Expected by its README: "drain" fires when there are no more tasks on the queue and none is running; with retryDelay a task that failed waits
# "a little while" and is then tried again, so it is still to be done.
# Seen: the first call fails, "drain" comes at once, and after the delay the task is called again and succeeds; then "drain" comes once more.
# Cost: a program that ends, or closes its connections, on "drain" leaves the failed generations undone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" better-queue@3.8.12
cd "$dir"
cat > drain.cjs <<'JS'
const assert = require('node:assert');
const Queue = require('better-queue');

const seen = [];
let calls = 0;
const queue = new Queue((job, end) => {
  calls += 1;
  seen.push(`call ${calls}`);
  end(calls === 1 ? new Error('503') : null, 'done');
}, { maxRetries: 3, retryDelay: 300 });
queue.push({ id: 'job' }, (error, result) => seen.push(result));
queue.on('drain', () => {
  seen.push('drain');
  if (!seen.includes('done')) return;
  console.log(seen);
  assert.deepStrictEqual(seen, ['call 1', 'drain', 'call 2', 'done', 'drain']);
});
JS
node drain.cjs
