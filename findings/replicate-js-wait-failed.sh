#!/bin/bash
# replicate 1.4.0 (npm): wait() throws for a prediction that fails while it waits, and returns one that has failed before.
# Expected by its own documentation comment: wait() throws if the prediction failed, and resolves with the completed one.
# Seen: for a prediction whose status is "failed" when it is handed in, no request is made, and the promise resolves with it;
# for one that is "processing" first and "failed" at the next look, the promise rejects with the reason.
# Cost: who resumes jobs from a list or a file gets failed ones as if they were done, depending on the moment; their output
# is undefined, and the reason stands unread in error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" replicate@1.4.0
cd "$dir"
cat > wait.mjs <<'JS'
import assert from 'node:assert';
import Replicate from 'replicate';

const failed = { id: 'job-7', status: 'failed', error: 'out of memory' };
const replicate = new Replicate({ auth: 'token', fetch: async () => Response.json(failed) });
const seen = {};
for (const prediction of [failed, { id: 'job-7', status: 'processing' }]) {
  seen[prediction.status] = await replicate.wait(prediction, { interval: 1 })
    .then((found) => `resolves with status ${found.status}`, (error) => `rejects: ${error.message}`);
}
console.log(seen);
assert.strictEqual(seen.failed, 'resolves with status failed');
assert.strictEqual(seen.processing, 'rejects: Prediction failed: out of memory');
JS
node wait.mjs
