#!/bin/bash
# smart-request-balancer 2.2.0 (npm): retry(0) waits for the time set for "no time given", 300 seconds unless set.
# Expected by its README: call retry with a number, "and this request will be fulfilled right after this time"; RFC 9110 10.2.3 allows a
# Retry-After of 0 seconds.
# Seen: with a retryTime of 3 seconds retry(0) is tried again after 3 seconds, retry(0.1) after 0.1 seconds.
# Cost: a service that says "try again now" holds a request up for five minutes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" smart-request-balancer@2.2.0
cd "$dir"
cat > retry.cjs <<'JS'
const assert = require('node:assert');
const Queue = require('smart-request-balancer');

const wait = async (delay) => {
  const queue = new Queue({ rules: { one: { rate: 100, limit: 1, priority: 1 } }, retryTime: 3 });
  const times = [];
  await queue.request(async (retry) => (times.push(Date.now()) < 2 ? retry(delay) : 'done'), 'key', 'one');
  return times[1] - times[0];
};
(async () => {
  const short = await wait(0.1);
  const none = await wait(0);
  console.log({ short, none });
  assert.ok(short >= 90 && short < 1500);
  assert.ok(none >= 2900);
})();
JS
node retry.cjs
