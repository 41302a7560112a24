#!/bin/bash
# putil-taskqueue 2.5.5 (npm): a task that returns null is rejected with a TypeError, although it was done.
# Expected by its code: enqueue() gives a promise for what the task returns; other values, and a promise of null, come through.
# Seen: null counts as an object, and its "then" is looked up: "Cannot read properties of null (reading 'then')".
# Cost: a task that found nothing, or deleted what it should, is reported as failed, and is done again by whoever repeats failures.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" putil-taskqueue@2.5.5
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const TaskQueue = require('putil-taskqueue');

const queue = new TaskQueue();
let done = 0;
const run = async () => {
  assert.strictEqual(await queue.enqueue(() => 'text'), 'text');
  assert.strictEqual(await queue.enqueue(async () => null), null);
  await assert.rejects(queue.enqueue(() => { done += 1; return null; }), (error) => {
    console.log(error.message);
    return error instanceof TypeError;
  });
  assert.strictEqual(done, 1);
};
run();
JS
node show.cjs
