#!/bin/bash
# deepinfra 2.0.2 (npm): the texts of a transcription's form are sent in quotation marks.
# Expected: a field of multipart/form-data is its value as it is (RFC 7578 section 4.2); by the types of the package language is
# a string, and "transcribe" or "translate" are the values of task.
# Seen: each value but the audio goes through JSON.stringify, so language is "en" with the quotation marks in it, four bytes
# instead of two; task likewise. Numbers are right, as JSON writes them bare.
# Cost: a language with quotation marks is none that the host knows: the transcription is refused, or made with a guessed one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" deepinfra@2.0.2
cd "$dir"
cat > fields.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import { AutomaticSpeechRecognition } from 'deepinfra';

let form;
const provider = http.createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  form = await new Response(Buffer.concat(parts), { headers: { 'content-type': request.headers['content-type'] } }).formData();
  response.setHeader('content-type', 'application/json');
  response.end('{"text": "hello"}');
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));
const model = new AutomaticSpeechRecognition(`http://127.0.0.1:${provider.address().port}/whisper`, 'token');
await model.generate({ audio: Buffer.from('RIFF....WAVE'), language: 'en', temperature: 0.5 });
provider.close();
console.log('language:', form.get('language'), 'temperature:', form.get('temperature'));
assert.strictEqual(form.get('language'), '"en"');
assert.strictEqual(form.get('temperature'), '0.5');
JS
node fields.mjs
