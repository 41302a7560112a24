#!/bin/bash
# arc-promise-queue 1.0.0 (npm): settleQueued() does not wait for what waits in the queue.
# Expected by its README: it "resolves when all currently queued and active promises have settled".
# Seen: with one allowed at a time, and one of 50 ms and one of 500 ms added, it ends after 50 ms, while the second still runs.
# Cost: a program that ends after settleQueued() cuts off jobs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" arc-promise-queue@1.0.0
cd "$dir"
cat > settle.mjs <<'JS'
import assert from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import PromiseQueue from 'arc-promise-queue';

const queue = new PromiseQueue();
queue.setAllowedActive(1);
const ended = [];
queue.addToQueue(sleep(50).then(() => ended.push('short')));
queue.addToQueue(sleep(500).then(() => ended.push('long')));
const begin = Date.now();
await queue.settleQueued();
const time = Date.now() - begin;
console.log(time, ended);
assert.ok(time < 400);
assert.deepStrictEqual(ended, ['short']);
JS
node settle.mjs
