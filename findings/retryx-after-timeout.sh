#!/bin/bash
# retryx 0.0.9 (npm): after the timeout the function is still called.
# Expected by its README: "timeout: sets the timeout"; the diagram and the text name no tries after the end, and doFinally is called once at the
# end.
# Seen: with ten tries, 100 ms between them and a timeout of 250 ms the promise is rejected after 250 ms and doFinally is called, and then the
# function is called seven more times.
# Cost: jobs that were given up are started and paid for in the background, beside those that replace them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" retryx@0.0.9
cd "$dir"
cat > timeout.cjs <<'JS'
const assert = require('node:assert');
const { setTimeout: sleep } = require('node:timers/promises');
const retryx = require('retryx');

(async () => {
  let calls = 0;
  let ends = 0;
  const job = async () => {
    calls += 1;
    throw new Error('busy');
  };
  const options = { maxTries: 10, timeout: 250, waiter: () => sleep(100), doFinally: () => (ends += 1) };
  await assert.rejects(retryx(job, options));
  const atEnd = calls;
  assert.strictEqual(ends, 1);
  await sleep(2000);
  console.log({ atEnd, later: calls });
  assert.ok(atEnd <= 4);
  assert.strictEqual(calls, 10);
})();
JS
node timeout.cjs
