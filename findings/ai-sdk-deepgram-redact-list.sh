#!/bin/bash
# @ai-sdk/deepgram 2.0.58 (npm): a list of what is to be redacted is sent as one value with commas.
# Expected by Deepgram's documentation of redaction: each kind is a parameter of its own, redact=pci&redact=ssn. The option takes a text
# or a list of texts.
# Seen: {redact: ["pci", "ssn"]} sends redact=pci%2Cssn, which is neither of both; a single text is right.
# Cost: the request is refused, or the transcript keeps the numbers of cards that were to be left out.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" ai@6.0.326 @ai-sdk/deepgram@2.0.58
cd "$dir"
cat > redact.mjs <<'JS'
import assert from 'node:assert';
import { experimental_transcribe as transcribe } from 'ai';
import { createDeepgram } from '@ai-sdk/deepgram';

const sent = async (redact) => {
  let found;
  const fetch = async (url) => {
    found = new URL(url).searchParams.getAll('redact');
    const answer = { metadata: { duration: 1 }, results: { channels: [{ alternatives: [{ transcript: 'Hi', words: [] }] }] } };
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  };
  const model = createDeepgram({ apiKey: 'key', fetch }).transcription('nova-3');
  await transcribe({ model, audio: new Uint8Array([1, 2, 3]), providerOptions: { deepgram: { redact } } });
  return found;
};
console.log(await sent(['pci', 'ssn']), await sent('pci'));
assert.deepStrictEqual(await sent(['pci', 'ssn']), ['pci,ssn']);
assert.deepStrictEqual(await sent('pci'), ['pci']);
JS
node redact.mjs
