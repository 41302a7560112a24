#!/bin/bash
# replicate 1.4.0 (npm): run() and wait() never come back for a prediction with the documented status "aborted".
# Expected by Replicate's page "Prediction lifecycle": "aborted" is one of the ends of a prediction, for one whose deadline
# passed before it started.
# Seen: only succeeded, failed and canceled end the wait. An aborted prediction is looked at every half second, without a limit
# and without an option for one; here more than 7000 times within an hour, on a clock that takes no time.
# Cost: a job that never ran holds up a program for good, and uses up its rate limit.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" replicate@1.4.0
cd "$dir"
cat > run.mjs <<'JS'
import assert from 'node:assert';
import Replicate from 'replicate';

let waited = 0;
let looks = 0;
globalThis.setTimeout = (call, milliseconds = 0) => { waited += milliseconds; setImmediate(call); };

const fetch = async (url, { method }) => {
  if (method === 'POST') return Response.json({ id: 'job-7', status: 'starting', output: null });
  looks += 1;
  if (waited >= 3_600_000) throw new Error('an hour is over');
  return Response.json({ id: 'job-7', status: 'aborted', output: null, error: null });
};
const replicate = new Replicate({ auth: 'token', fetch });
const end = await replicate.run('acme/video', { input: {} }).then((output) => ({ output }), (error) => error);
console.log(`${looks} looks at an aborted prediction, then: ${end.message}`);
assert.strictEqual(end.message, 'an hour is over');
assert(looks > 7000);
JS
node run.mjs
