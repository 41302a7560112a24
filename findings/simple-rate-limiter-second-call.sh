#!/bin/bash
# simple-rate-limiter 0.5.0 (npm): a call that comes after a pause waits for the whole interval, though the limit is far away.
# Expected by its README: with to(10).per(1000) the function is run ten times in 1000 ms; evenly() is off unless set.
# Seen: the first call runs at once, one 20 ms later runs 1000 ms after the first, and the third again 1000 ms after that. Ten calls in a
# row, without a pause, all run at once.
# Cost: jobs that come one after the other run ten times slower than the service allows.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" simple-rate-limiter@0.5.0
cd "$dir"
cat > second.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const limit = require('simple-rate-limiter');

(async () => {
  const make = () => {
    const begin = Date.now();
    return limit.promise(async () => Date.now() - begin).to(10).per(1000);
  };
  const together = make();
  const row = await Promise.all(Array.from({ length: 10 }, () => together()));
  const apart = make();
  const times = [];
  for (let number = 0; number < 3; number += 1) {
    times.push(await apart());
    await sleep(20);
  }
  console.log(row, times);
  assert.ok(row.every((time) => time < 500));
  assert.ok(times[0] < 500 && times[1] >= 990 && times[2] >= 1980);
  process.exit();
})();
JS
node second.cjs
