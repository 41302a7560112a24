#!/bin/bash
# puqeue 1.1.8 (npm): the priority 0 is the same as the default, 10, while 1 goes to the front.
# Expected by its README: the default priority is 10, and one with 100 comes last, so the lower the number the sooner.
# Seen: with the priorities 10, 5 and 0, added in this order, the one with 0 is run last; with 10, 5 and 1 the one with 1 is run first.
# Cost: the most urgent job waits behind all others.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" puqeue@1.1.8
cd "$dir"
cat > zero.mjs <<'JS'
import assert from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import Puqeue from 'puqeue';

const run = async (...priorities) => {
  const queue = new Puqeue();
  const order = [];
  const all = [queue.add(() => sleep(50))];
  for (const priority of priorities) all.push(queue.add(async () => order.push(priority), { priority }));
  await Promise.all(all);
  return order;
};
const one = await run(10, 5, 1);
const zero = await run(10, 5, 0);
console.log(one, zero);
assert.deepStrictEqual(one, [1, 5, 10]);
assert.deepStrictEqual(zero, [5, 10, 0]);
JS
node zero.mjs
