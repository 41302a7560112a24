#!/bin/bash
# p-throttler 1.0.2 (npm): two throttlers made from the same settings block each other for good.
# Expected by its README: create() is given the numbers per type and makes a throttler; the numbers are settings, not a shared count.
# Seen: while the first throttler runs a function of type "net" (limit 1), one given to the second waits, and it is never run, also after the
# first has ended: the free places are counted in the caller's own object and only the first throttler is told.
# Cost: a job is lost whenever two parts of a program use one set of settings.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" p-throttler@1.0.2
cd "$dir"
cat > shared.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const PThrottler = require('p-throttler');

const run = async (firstTypes, secondTypes) => {
  const first = PThrottler.create(10, firstTypes);
  const second = PThrottler.create(10, secondTypes);
  first.enqueue(() => sleep(200), 'net');
  await sleep(50);
  const count = firstTypes.net;
  const result = await Promise.race([second.enqueue(async () => 'done', 'net'), sleep(1500, 'nothing')]);
  return { count, result };
};
(async () => {
  const own = await run({ net: 1 }, { net: 1 });
  const types = { net: 1 };
  const shared = await run(types, types);
  console.log({ own, shared });
  assert.strictEqual(own.result, 'done');
  assert.deepStrictEqual(shared, { count: 0, result: 'nothing' });
})();
JS
node shared.cjs
