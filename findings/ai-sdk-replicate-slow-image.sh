#!/bin/bash
# @ai-sdk/replicate 2.0.57 (npm): a picture that takes longer than the first request, or fails, is told as "Invalid JSON response".
# Expected by Replicate's page on creating predictions: with "Prefer: wait" the answer may be a prediction that is "starting" or
# "processing", which has to be polled, or one that is "failed", with the reason in error. The videos of the same package do both.
# Seen: the answer is held against a schema that wants an output: AI_APICallError, "Invalid JSON response", for {"id": "p1", "status":
# "processing", "output": null} and for {"status": "failed", "error": "NSFW content"}. No GET is made.
# Cost: slow models (more than 60 s, or a cold start) are paid for and never delivered, and a refused prompt looks like a fault of the
# provider.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" ai@6.0.326 @ai-sdk/replicate@2.0.57
cd "$dir"
cat > slow.mjs <<'JS'
import assert from 'node:assert';
import { generateImage } from 'ai';
import { createReplicate } from '@ai-sdk/replicate';

for (const [status, error] of [['processing', null], ['failed', 'NSFW content']]) {
  const requests = [];
  const fetch = async (url, options) => {
    requests.push(options?.method ?? 'GET');
    const answer = { id: 'p1', status, output: null, error, urls: { get: 'https://api.replicate.com/v1/predictions/p1' } };
    return new Response(JSON.stringify(answer), { status: 201, headers: { 'content-type': 'application/json' } });
  };
  const model = createReplicate({ apiToken: 'key', fetch }).image('acme/sea');
  const reason = await generateImage({ model, prompt: 'sea' }).then(() => null, (each) => each);
  console.log(status, requests, String(reason));
  assert.strictEqual(reason?.message, 'Invalid JSON response');
  assert.deepStrictEqual(requests, ['POST']);
}
JS
node slow.mjs
