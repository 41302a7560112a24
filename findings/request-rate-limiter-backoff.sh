#!/bin/bash
# request-rate-limiter 2.0.3 with leaky-bucket 3.0.4 (npm): with a back-off time longer than the interval no request is sent again.
# Expected by its README: a BackoffError makes the limiter wait for backoffTime seconds; its code says that the request is then put in again.
# Seen: with an interval of 1 second and a backoffTime of 1 second the request is tried again; with a backoffTime of 2 seconds there is no
# second try in 8 seconds, and a request that is added later is not sent either.
# Cost: after one answer 429 all requests of the process wait for ever.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" request-rate-limiter@2.0.3 leaky-bucket@3.0.4
cd "$dir"
cat > backoff.mjs <<'JS'
import assert from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import Limiter, { BackoffError } from 'request-rate-limiter';

const run = async (backoffTime) => {
  const limiter = new Limiter({ requestRate: 10, interval: 1, backoffTime, timeout: 60 });
  const tries = [];
  limiter.setRequestHandler(async (name) => {
    tries.push(name);
    if (tries.length === 1) throw new BackoffError('busy');
    return 'done';
  });
  const first = await Promise.race([limiter.request('first'), sleep(8000, 'nothing')]);
  const later = await Promise.race([limiter.request('later'), sleep(3000, 'nothing')]);
  return { first, later, tries };
};
const short = await run(1);
const long = await run(2);
console.log(short, long);
assert.deepStrictEqual(short, { first: 'done', later: 'done', tries: ['first', 'first', 'later'] });
assert.deepStrictEqual(long, { first: 'nothing', later: 'nothing', tries: ['first'] });
process.exit();
JS
node backoff.mjs
