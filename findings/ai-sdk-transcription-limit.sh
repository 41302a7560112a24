#!/bin/bash
# @ai-sdk/gladia 2.0.58 and @ai-sdk/fal 2.0.59 (npm): a transcription has 60 s, no option changes that, and the id is lost.
# Expected: a limit that can be set, as for the videos of the same @ai-sdk/fal (pollTimeoutMs, 300 s by default), and an error
# that names the job, so that it can be fetched later, as the one of @ai-sdk/revai does in its cause.
# Seen: a job that is still being worked on after 60 s is given up with "timed out". The cause is {status, result: null} for
# gladia, from which the id was dropped, and undefined for fal; the job goes on at the provider.
# Cost: long recordings, or any in a full queue, are paid for and their text is out of reach; trying again pays again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @ai-sdk/gladia@2.0.58 @ai-sdk/fal@2.0.59
cd "$dir"
cat > transcribe.mjs <<'JS'
import assert from 'node:assert';
import { createFal } from '@ai-sdk/fal';
import { createGladia } from '@ai-sdk/gladia';

let now = Date.now();
Date.now = () => now;
globalThis.setTimeout = (call, milliseconds = 0) => { now += milliseconds; setImmediate(call); };

const gladia = createGladia({
  apiKey: 'key',
  fetch: async (url, { method }) => Response.json(
    String(url).endsWith('/upload') ? { audio_url: 'https://api.gladia.io/file/1' }
      : method === 'POST' ? { id: 'job-7', result_url: 'https://api.gladia.io/v2/pre-recorded/job-7' }
        : { id: 'job-7', status: 'processing', result: null }),
});
const fal = createFal({
  apiKey: 'key',
  fetch: async (url, { method }) => method === 'POST' ? Response.json({ request_id: 'job-7' })
    : Response.json({ detail: 'Request is still in progress' }, { status: 400 }),
});
const speech = { audio: new Uint8Array(100), mediaType: 'audio/wav', providerOptions: {} };
for (const model of [gladia.transcription('default'), fal.transcription('whisper')]) {
  const start = now;
  const error = await model.doGenerate(speech).then(() => null, (reason) => reason);
  console.log(`${model.provider}: after ${(now - start) / 1000} s ${error?.message}; cause:`, error?.cause);
  assert.strictEqual((now - start) / 1000, 61);
  assert.match(error.message, /timed out/);
  assert.doesNotMatch(error.message + JSON.stringify(error.cause ?? null), /job-7/);
}
JS
node transcribe.mjs
