#!/bin/bash
# smart-request-balancer 2.2.0 (npm): with a rule that has no priority only the first request is ever sent.
# Expected by its README: the first example has a rule of 20 messages in 60 seconds without a priority, to which requests are "just" added.
# Seen: with 20 in one second and no priority the first of three runs at once and the other two stay in the queue for good; with a priority
# all three have run after 100 ms. There is no error.
# Cost: messages or jobs that wait are never sent, and their promises never end.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" smart-request-balancer@2.2.0
cd "$dir"
cat > priority.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const Queue = require('smart-request-balancer');

const run = async (rule) => {
  const queue = new Queue({ rules: { group: rule } });
  const sent = [];
  for (const number of [1, 2, 3]) queue.request(async () => sent.push(number), 'chat', 'group');
  await sleep(3000);
  return { sent, waiting: queue.totalLength };
};
(async () => {
  const withPriority = await run({ rate: 20, limit: 1, priority: 1 });
  const without = await run({ rate: 20, limit: 1 });
  console.log(withPriority, without);
  assert.deepStrictEqual(withPriority, { sent: [1, 2, 3], waiting: 0 });
  assert.deepStrictEqual(without, { sent: [1], waiting: 2 });
})();
JS
node priority.cjs
