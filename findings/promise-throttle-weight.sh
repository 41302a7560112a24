#!/bin/bash
# promise-throttle 1.1.2 (npm): the call after a heavy one does not wait for it.
# Expected by its README: an action with a weight of 2 "will be throttled as two regular actions".
# Seen: the weight counts for the pause before the heavy call, and not for the one behind it. At ten calls a second a first call of weight
# 8 starts at once, and the next one 100 ms later: nine units in a tenth of a second.
# Cost: the limit of the provider is passed by as much as the weights say.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" promise-throttle@1.1.2
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const PromiseThrottle = require('promise-throttle');

const throttle = new PromiseThrottle({ requestsPerSecond: 10 });
const starts = [];
const call = async () => { starts.push(Date.now()); };
Promise.all([throttle.add(call, { weight: 8 }), throttle.add(call)]).then(() => {
  const pause = starts[1] - starts[0];
  console.log(`${pause} ms between them`);
  assert.ok(pause < 600);
});
JS
node show.cjs
