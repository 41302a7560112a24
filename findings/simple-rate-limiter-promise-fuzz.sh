#!/bin/bash
# simple-rate-limiter 0.5.0 (npm): withFuzz() on a limited promise raises an error.
# Expected by its README: limited promises "support the same chainable methods as limit", of which withFuzz() is one.
# Seen: limit(f).withFuzz(0.2) works, limit.promise(f).withFuzz(0.2) raises "limiter.fuzz is not a function".
# Cost: clients with promises cannot spread their calls, so they all come to the service at the same moment.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" simple-rate-limiter@0.5.0
cd "$dir"
cat > fuzz.cjs <<'JS'
const assert = require('node:assert');
const limit = require('simple-rate-limiter');

const call = async () => 'done';
assert.strictEqual(typeof limit(call).to(10).per(1000).withFuzz(0.2), 'function');
const promised = limit.promise(call).to(10).per(1000);
assert.strictEqual(typeof promised.withFuzz, 'function');
assert.throws(() => promised.withFuzz(0.2), (error) => {
  console.log(String(error));
  return error.message === 'limiter.fuzz is not a function';
});
JS
node fuzz.cjs
