#!/bin/bash
# cockatiel 3.2.1 (npm): a retry that is aborted during its pause waits until the pause is over, and then calls once more.
# Expected by its README: execute() takes an AbortSignal; a call that has failed when the signal is aborted already is not repeated. The DOM
# standard (AbortController): once aborted, the operation should end and not begin anything new.
# Seen: the first call fails, the abort comes after 50 ms of a pause of 400 ms; the promise stays open for the rest of it, then the second
# call is made, and execute() rejects with the error of that call.
# Cost: a generation that the user has cancelled is made, and paid, after all; with long pauses the cancelling seems to hang.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" cockatiel@3.2.1
cd "$dir"
cat > abort.cjs <<'JS'
const assert = require('node:assert');
const { ConstantBackoff, handleAll, retry } = require('cockatiel');

const run = async (abortAfter) => {
  const controller = new AbortController();
  const policy = retry(handleAll, { maxAttempts: 5, backoff: new ConstantBackoff(400) });
  const seen = { calls: 0, callsAfterAbort: 0 };
  if (abortAfter !== null) setTimeout(() => controller.abort(), abortAfter);
  seen.error = await policy.execute(() => {
    seen.calls += 1;
    if (controller.signal.aborted) seen.callsAfterAbort += 1;
    if (abortAfter === null) controller.abort();
    throw new Error(`failure ${seen.calls}`);
  }, controller.signal).catch(({ message }) => message);
  return seen;
};
(async () => {
  const seen = { duringCall: await run(null), duringPause: await run(50) };
  console.log(seen);
  assert.deepStrictEqual(seen.duringCall, { calls: 1, callsAfterAbort: 0, error: 'failure 1' });
  assert.deepStrictEqual(seen.duringPause, { calls: 2, callsAfterAbort: 1, error: 'failure 2' });
})();
JS
node abort.cjs
