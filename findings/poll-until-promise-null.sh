#!/bin/bash
# poll-until-promise 4.2.0 (npm): a function that answers null or 0 ends the wait.
# Expected by its README: "wait until the executed promise resolved to a true value".
# Seen: null, 0 and "" end the wait at the first try; only false is tried again.
# Cost: a caller who asks for the address of a finished clip (null until it is there) goes on without one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" poll-until-promise@4.2.0
cd "$dir"
cat > wait.cjs <<'JS'
const assert = require('node:assert');
const { waitFor } = require('poll-until-promise');

(async () => {
  const results = [];
  for (const value of [false, null, 0, '']) {
    let tries = 0;
    const result = await waitFor(async () => ((tries += 1) < 3 ? value : 'ready'), { interval: 10, timeout: 5000 });
    results.push([value, tries, result]);
  }
  console.log(results);
  assert.deepStrictEqual(results, [[false, 3, 'ready'], [null, 1, null], [0, 1, 0], ['', 1, '']]);
})();
JS
node wait.cjs
