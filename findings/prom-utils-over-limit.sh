#!/bin/bash
# prom-utils 0.17.0 (npm): once more promises are open than the limit, add() does not wait at all.
# Expected by its README: add() "waits for one promise to resolve if limit is met"; an option lets single ones pass without waiting.
# Seen: with a limit of 2 and three promises let past, ten more add() calls that are waited for all return at once, and 13 are open; without
# the three never more than two are.
# Cost: one urgent request too many and the limit of a service is gone for as long as the load is high.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" prom-utils@0.17.0
cd "$dir"
cat > limit.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const { rateLimit } = require('prom-utils');

const run = async (urgent) => {
  const limiter = rateLimit(2);
  let highest = 0;
  for (let number = 0; number < urgent; number += 1) await limiter.add(sleep(200), { bypass: true });
  for (let number = 0; number < 10; number += 1) {
    const added = limiter.add(sleep(200));
    highest = Math.max(highest, limiter.length);
    await added;
  }
  await limiter.finish();
  return highest;
};
(async () => {
  const none = await run(0);
  const three = await run(3);
  console.log({ none, three });
  assert.strictEqual(none, 2);
  assert.strictEqual(three, 13);
})();
JS
node limit.cjs
