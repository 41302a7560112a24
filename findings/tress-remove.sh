#!/bin/bash
# tress 1.1.4 (npm): remove() keeps the job that is named and throws all others away.
# Expected by its README: remove() is "a function that removes job from queue".
# Seen: of the jobs a, b, c and d in the queue, after remove("c") only c is run.
# Cost: one job that is taken back loses every other job that waits, and the cancelled one is run and paid for.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" tress@1.1.4
cd "$dir"
cat > remove.cjs <<'JS'
const assert = require('node:assert');
const tress = require('tress');

const done = [];
const queue = tress((job, callback) => {
  done.push(job);
  setTimeout(callback, 10);
});
for (const job of ['a', 'b', 'c', 'd']) queue.push(job);
queue.remove('c');
setTimeout(() => {
  console.log(done);
  assert.deepStrictEqual(done, ['c']);
}, 500);
JS
node remove.cjs
