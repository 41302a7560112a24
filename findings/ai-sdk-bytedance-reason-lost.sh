#!/bin/bash
# @ai-sdk/bytedance 1.0.29 (npm): why a video failed is dropped from the error.
# Expected: the provider's answer for a failed task has the reason in error (code and message), as its page on querying video
# generation tasks shows; the package puts the whole answer into the message of its error, so it means to tell it.
# Seen: the answer passes a schema that does not know the field error: "Video generation failed: " is followed by id, model and
# status alone, here for a prompt that was refused. There is no cause, and no other way to the answer.
# Cost: a refused prompt, a picture that is too large and a fault of the provider look alike; the task has to be asked for by
# hand, or is submitted again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @ai-sdk/bytedance@1.0.29
cd "$dir"
cat > video.mjs <<'JS'
import assert from 'node:assert';
import { createByteDance } from '@ai-sdk/bytedance';

const failed = {
  id: 'job-7', model: 'seedance', status: 'failed',
  error: { code: 'InputTextSensitiveContentDetected', message: 'the prompt was refused' },
};
const fetch = async (url, { method }) => Response.json(method === 'POST' ? { id: 'job-7' } : failed);
const model = createByteDance({ apiKey: 'key', fetch }).video('seedance');
const error = await model.doGenerate({ prompt: 'waves', n: 1, providerOptions: {} }).then(() => null, (reason) => reason);
console.log(error?.message, '| cause:', error?.cause);
assert.match(error.message, /^Video generation failed: .*"status":"failed"/);
assert.doesNotMatch(error.message + JSON.stringify(error.cause ?? null), /refused|Sensitive/);
JS
node video.mjs
