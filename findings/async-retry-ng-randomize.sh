#!/bin/bash
# async-retry-ng 2.0.2 (npm): randomize: false has no effect.
# Expected by its README: randomize is an option, "Randomizes the timeouts by multiplying with a factor between 1 to 2. Default is true."
# Seen: false is replaced by true, as if it were missing. A pause of 100 ms is up to 200 ms long.
# Cost: pauses that a provider asks for, and tests that count on them, are up to twice as long, each time another length.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" async-retry-ng@2.0.2
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const retry = require('async-retry-ng');

const settings = { retries: 1, minTimeout: 1, randomize: false };
const random = Math.random;
const drawn = [];
Math.random = () => { drawn.push(1); return random(); };
retry(async () => { throw new Error('busy'); }, settings).catch((error) => {
  console.log(error.message, settings, `${drawn.length} random number(s) drawn`);
  assert.strictEqual(settings.randomize, true);
  assert.strictEqual(drawn.length, 1);
});
JS
node show.cjs
