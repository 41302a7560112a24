#!/bin/bash
# putil-taskqueue 2.5.5 (npm): a task that takes a callback counts as done before it has called it.
# Expected by its code: each task is given a callback for its error and its result, and tasks run one after the other.
# Seen: as soon as the function has returned, the promise is fulfilled with undefined, and the next task begins. What the callback gives
# later is ignored.
# Cost: tasks that were to follow one another run side by side, and their results and errors are lost.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" putil-taskqueue@2.5.5
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const TaskQueue = require('putil-taskqueue');

const queue = new TaskQueue();
const order = [];
const first = queue.enqueue((callback) => {
  setTimeout(() => { order.push('first'); callback(null, 'result'); }, 50);
});
const second = queue.enqueue(async () => { order.push('second'); });
Promise.all([first, second]).then(([result]) => {
  console.log({ result, order });
  assert.strictEqual(result, undefined);
  assert.deepStrictEqual(order, ['second']);
});
JS
node show.cjs
