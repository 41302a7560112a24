#!/bin/bash
# auto-retry 1.4.0 (npm): all calls of a function share one count of retries, which is never set back.
# Expected by its documentation in the source: "maxRetries: Total number of retries" of a function "made retryable"; the next call begins
# anew.
# Seen: with maxRetries 2 two calls fail once each and succeed at their second try; the third one that fails once is rejected at once.
# Cost: in a program that runs for a day, retries protect the first jobs only; all later ones end with the first hiccup of the network.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" auto-retry@1.4.0
cd "$dir"
cat > count.cjs <<'JS'
const assert = require('node:assert');
const { default: autoRetry } = require('auto-retry');

let tries;
const submit = autoRetry(async () => {
  tries += 1;
  if (tries === 1) throw new Error('503');
  return 'done';
}, { backoffBase: 1, maxRetries: 2 });

async function call() {
  tries = 0;
  return [await submit().catch((error) => error.message), tries];
}
(async () => {
  const seen = [await call(), await call(), await call()];
  console.log(seen);
  assert.deepStrictEqual(seen, [['done', 2], ['done', 2], ['503', 1]]);
})();
JS
node count.cjs
