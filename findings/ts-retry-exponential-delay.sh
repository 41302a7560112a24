#!/bin/bash
# ts-retry 7.0.3 (npm): createExponetialDelay() always gives the first delay.
# Expected by its README: a function that "provides exponential delays", and lastDelay, which it needs, is "the previous delay, undefined
# when no delay has been computed yet". The README writes the function's name with an n more than it has.
# Seen: the last delay is never handed on, so lastDelay is undefined in each call, and five tries are 20 ms apart each time.
# Cost: an API that is overloaded is asked again at full speed by a client that means to back off.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" ts-retry@7.0.3
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { createExponetialDelay, retryAsync } = require('ts-retry');

const exponential = createExponetialDelay(20);
const delays = [];
const lasts = [];
const delay = (parameter) => {
  lasts.push(parameter.lastDelay);
  delays.push(exponential(parameter));
  return 1;
};
retryAsync(async () => { throw new Error('busy'); }, { maxTry: 5, delay }).catch(() => {
  console.log(delays, lasts);
  assert.deepStrictEqual(delays, [20, 20, 20, 20]);
  assert.deepStrictEqual(lasts, [undefined, undefined, undefined, undefined]);
  assert.strictEqual(exponential({ lastDelay: 20 }), 400);
});
JS
node show.cjs
