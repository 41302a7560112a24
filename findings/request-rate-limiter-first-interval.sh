#!/bin/bash
# request-rate-limiter 2.0.3 with leaky-bucket 3.0.4 (npm): in the first interval almost twice as many requests are sent as set.
# Expected by its README: requestRate is "how many requests can be sent within the interval".
# Seen: with a requestRate of 10 and an interval of 2 seconds 19 requests are sent in the first 2 seconds: 10 at once and then one every
# 0.2 seconds. The same comes after each pause.
# Cost: a service that counts by the interval answers with 429 or closes the account.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" request-rate-limiter@2.0.3 leaky-bucket@3.0.4
cd "$dir"
cat > first.mjs <<'JS'
import assert from 'node:assert';
import Limiter from 'request-rate-limiter';

const limiter = new Limiter({ requestRate: 10, interval: 2, timeout: 60 });
const times = [];
const begin = Date.now();
limiter.setRequestHandler(async () => {
  times.push(Date.now() - begin);
});
await Promise.all(Array.from({ length: 22 }, () => limiter.request({})));
const inFirst = times.filter((time) => time < 2000).length;
console.log(inFirst, 'in the first 2 seconds', times);
assert.ok(inFirst > 14);
process.exit();
JS
node first.mjs
