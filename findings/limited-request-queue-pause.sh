#!/bin/bash
# limited-request-queue 5.1.0 (npm): the way in which its README pauses a queue raises an error.
# Expected by its README: the first example has setTimeout(queue.pause, 500) and setTimeout(queue.resume, 5000).
# Seen: both raise a TypeError when their time comes, as they are called without the queue, which ends the process; queue.pause() works.
# Cost: a service that was to be relieved for a while goes down instead, with all jobs that wait.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" limited-request-queue@5.1.0
cd "$dir"
cat > pause.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const { default: RequestQueue } = require('limited-request-queue');

const queue = new RequestQueue();
queue.pause();
assert.strictEqual(queue.isPaused, true);
queue.resume();
assert.ok(fs.readFileSync('node_modules/limited-request-queue/README.md', 'utf8').includes('setTimeout(queue.pause, 500)'));
const errors = [];
process.on('uncaughtException', (error) => errors.push(error));
setTimeout(queue.pause, 50);
setTimeout(queue.resume, 100);
setTimeout(() => {
  console.log(errors.map(String), queue.isPaused);
  assert.ok(errors.length === 2 && errors.every((error) => error instanceof TypeError));
  assert.strictEqual(queue.isPaused, false);
  process.exit();
}, 500);
JS
node pause.cjs
