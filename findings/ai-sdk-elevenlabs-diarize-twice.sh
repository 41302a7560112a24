#!/bin/bash
# @ai-sdk/elevenlabs 2.0.58 (npm): with any option, a transcription says diarize twice, once true and once what was asked for.
# Expected by ElevenLabs' reference of speech-to-text: diarize is one boolean. The option of the package has the same name, and is false
# unless set.
# Seen: diarize=true is always in the form, and with options there is a second field: {diarize: false} and {tagAudioEvents: false} both
# send diarize=true and diarize=false. Without options only true is sent.
# Cost: which of both counts is up to the host: speakers are told apart (or not) whatever the program said, and a setting that has nothing
# to do with it may change it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" ai@6.0.326 @ai-sdk/elevenlabs@2.0.58
cd "$dir"
cat > diarize.mjs <<'JS'
import assert from 'node:assert';
import { experimental_transcribe as transcribe } from 'ai';
import { createElevenLabs } from '@ai-sdk/elevenlabs';

const sent = async (options) => {
  let fields;
  const fetch = async (url, { body }) => {
    fields = body.getAll('diarize');
    const answer = { text: 'Hi', language_code: 'en', language_probability: 1, words: [] };
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  };
  const model = createElevenLabs({ apiKey: 'key', fetch }).transcription('scribe_v1');
  await transcribe({ model, audio: new Uint8Array([1, 2, 3]), providerOptions: options && { elevenlabs: options } });
  return fields;
};
const found = [await sent(), await sent({ diarize: false }), await sent({ tagAudioEvents: false })];
console.log(found);
assert.deepStrictEqual(found, [['true'], ['true', 'false'], ['true', 'false']]);
JS
node diarize.mjs
