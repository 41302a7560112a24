#!/bin/bash
# @ai-sdk/assemblyai 2.0.58 (npm): when a look at a transcription is refused, transcribe() rejects with an object that is no error.
# Expected by the documentation of the AI SDK (errors): a refused request is an APICallError, with status, url and message, as it is for
# the POST of the same package.
# Seen: on 503 for the GET of the transcript the reason of the rejection is { value: APICallError, responseHeaders, ... }: it is no
# instance of Error, and has no message, name or stack. The id of the transcript is only inside of value.url.
# Cost: "undefined" in logs, and code that asks APICallError.isInstance(error) to look again later does not know it; the paid transcript
# is left behind.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" ai@6.0.326 @ai-sdk/assemblyai@2.0.58
cd "$dir"
cat > object.mjs <<'JS'
import assert from 'node:assert';
import { APICallError, experimental_transcribe as transcribe } from 'ai';
import { createAssemblyAI } from '@ai-sdk/assemblyai';

const json = (value, status = 200) => new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
const fetch = async (url, options) => {
  if (String(url).endsWith('/upload')) return json({ upload_url: 'https://media.example/a' });
  return options?.method === 'POST' ? json({ id: 't1', status: 'queued' }) : json({ error: { message: 'busy', code: 503 } }, 503);
};
const model = createAssemblyAI({ apiKey: 'key', fetch }).transcription('best');
const reason = await transcribe({ model, audio: new Uint8Array([1, 2, 3]) }).then(() => null, (each) => each);
console.log(reason instanceof Error, reason.message, Object.keys(reason), String(reason.value));
assert.ok(!(reason instanceof Error) && !APICallError.isInstance(reason) && reason.message === undefined);
assert.ok(APICallError.isInstance(reason.value) && reason.value.statusCode === 503);
JS
node object.mjs
