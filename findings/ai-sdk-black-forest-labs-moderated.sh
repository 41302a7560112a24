#!/bin/bash
# @ai-sdk/black-forest-labs 1.0.33 (npm): a request that was refused for its contents is told as "timed out".
# Expected: "Request Moderated" ends a request at Black Forest Labs (page "Errors" of its reference; the package has the word in
# its own list of statuses), so an error that says so, as for "Error" and "Failed".
# Seen: it is polled on, 120 times within the time limit of 60 s, and the error is "Black Forest Labs generation timed out."
# with neither the status, nor the reasons that came with each answer, nor the id of the request.
# Cost: a minute of waiting, then the same prompt is sent again (and paid where refusals are charged), as after a slow moment.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @ai-sdk/black-forest-labs@1.0.33
cd "$dir"
cat > request.mjs <<'JS'
import assert from 'node:assert';
import { createBlackForestLabs } from '@ai-sdk/black-forest-labs';

let now = Date.now();
const start = now;
Date.now = () => now;
globalThis.setTimeout = (call, milliseconds = 0) => { now += milliseconds; setImmediate(call); };

let polls = 0;
const refused = { id: 'job-7', status: 'Request Moderated', result: null, details: { 'Moderation Reasons': ['Derivative Works'] } };
const fetch = async (url, { method }) => {
  if (method !== 'POST') polls += 1;
  return Response.json(method === 'POST' ? { id: 'job-7', polling_url: 'https://api.bfl.ai/v1/get_result?id=job-7' } : refused);
};
const model = createBlackForestLabs({ apiKey: 'key', fetch }).image('flux-pro-1.1');
const error = await model.doGenerate({ prompt: 'waves', n: 1, providerOptions: {} }).then(() => null, (reason) => reason);
console.log(`${error?.message} (${polls} polls, ${(now - start) / 1000} s)`);
assert.match(error.message, /timed out/);
assert.strictEqual(polls, 120);
assert.doesNotMatch(error.message + JSON.stringify(error), /job-7|Moderat/);
JS
node request.mjs
