#!/bin/bash
# elevenlabs-node 2.0.3 (npm): a refused request resolves, with undefined.
# Expected by its README: textToSpeech() gives a promise of { status: 'ok', fileName }, and textToSpeechStream() one of the
# stream; a promise whose work failed rejects. ElevenLabs answers 401 or 429 if the quota is used up or too much runs at once.
# Seen: on 429 the error is printed, the promise resolves with undefined, and no file is there. The error is gone: neither the
# status nor the reason reaches the program.
# Cost: nothing can be tried again or counted; a loop over a book goes on without chapters, all "done".
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" elevenlabs-node@2.0.3 axios@1.13.2
cd "$dir"
cat > refused.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const http = require('node:http');
const { createRequire } = require('node:module');
const ElevenLabs = require('elevenlabs-node');

// The address of the host is fixed in the package, so its requests are sent to the server below.
const axios = createRequire(require.resolve('elevenlabs-node'))('axios');
const asked = [];
const provider = http.createServer((request, response) => {
  asked.push(request.url);
  response.writeHead(429, { 'content-type': 'application/json' });
  response.end('{"detail": {"status": "too_many_concurrent_requests"}}');
});
provider.listen(0, '127.0.0.1', async () => {
  axios.interceptors.request.use((config) => {
    const { pathname } = new URL(config.url);
    return { ...config, url: `http://127.0.0.1:${provider.address().port}${pathname}` };
  });
  console.log = () => {}; // the package prints the whole error
  const voice = new ElevenLabs({ apiKey: 'key', voiceId: 'v1' });
  const ends = [];
  for (const work of [
    () => voice.textToSpeech({ fileName: 'a.mp3', textInput: 'Hello' }),
    () => voice.textToSpeechStream({ textInput: 'Hello' }),
  ]) ends.push(await work().then((value) => ['resolves', value], (error) => ['rejects', error.message]));
  provider.close();
  provider.closeAllConnections();
  console.info(asked, ends);
  assert.deepStrictEqual(asked, ['/v1/text-to-speech/v1', '/v1/text-to-speech/v1/stream']);
  assert.deepStrictEqual(ends, [['resolves', undefined], ['resolves', undefined]]);
  assert.ok(!fs.existsSync('a.mp3'));
});
JS
node refused.cjs
