#!/bin/bash
# @jcoreio/poll 2.4.2 (npm): each then() or catch() on the same polling starts it once more.
# Expected by its README: poll() "Begins calling fn every interval milliseconds", and returns a Promise; a Promise has one course, however
# many wait for it.
# Seen: with two callbacks on one poll(), a function that succeeds at the third call is called twice as often, by two loops side by side;
# without any, it is never called.
# Cost: a job is asked for twice as often, over the rate limit; if the function does something (a purchase, a post), it is done twice.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @jcoreio/poll@2.4.2
cd "$dir"
cat > again.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const { default: poll } = require('@jcoreio/poll');

const attempts = async (waiters) => {
  const seen = [];
  const polling = poll(({ attemptNumber }) => {
    seen.push(attemptNumber);
    if (attemptNumber < 2) throw new Error('queued');
  }, 50);
  for (let count = 0; count < waiters; count++) polling.then(() => {});
  await sleep(600);
  return seen;
};
(async () => {
  const seen = [await attempts(0), await attempts(1), await attempts(2)];
  console.log(seen);
  assert.deepStrictEqual(seen, [[], [0, 1, 2], [0, 0, 1, 1, 2, 2]]);
})();
JS
node again.cjs
