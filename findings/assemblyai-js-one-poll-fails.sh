#!/bin/bash
# assemblyai 4.41.5 (npm): one look that is refused ends transcribe(), and the id of the transcript is lost.
# Expected: a look at a job is a GET, which may be repeated (RFC 9110 section 9.2.2), and 429 with Retry-After says when; or an error
# that names the transcript, so that it can be fetched later.
# Seen: if the second look is answered with 502, or with 429 and Retry-After: 1, transcribe() rejects with an Error whose message is the body
# of that answer. It has no id, no status and no other field. The transcription goes on at the provider.
# Cost: after hours of audio, one short fault of a gateway means that it is transcribed, and paid, a second time.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" assemblyai@4.41.5
cd "$dir"
cat > poll.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const { AssemblyAI } = require('assemblyai');

const run = async (status) => {
  let looks = 0;
  const server = http.createServer((request, response) => {
    request.resume();
    if (request.method === 'GET') looks += 1;
    const refused = request.method === 'GET' && looks === 2 && status !== 200;
    response.writeHead(refused ? status : 200, { 'content-type': 'application/json', 'retry-after': '1' });
    const state = request.method === 'GET' && looks === 4 ? 'completed' : 'processing';
    response.end(JSON.stringify(refused ? { error: 'Try again.' } : { id: 'transcript-1', status: state, text: 'Hello' }));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const client = new AssemblyAI({ apiKey: 'key', baseUrl: `http://127.0.0.1:${server.address().port}` });
  const result = await client.transcripts.transcribe({ audio: 'https://example.com/a.mp3' }, { pollingInterval: 20 })
    .then(({ id }) => id, (error) => [error.message, ...Object.keys(error)]);
  server.closeAllConnections();
  server.close();
  return { looks, result };
};
(async () => {
  const seen = { 200: await run(200), 502: await run(502), 429: await run(429) };
  console.log(seen);
  assert.deepStrictEqual(seen[200], { looks: 4, result: 'transcript-1' });
  assert.deepStrictEqual(seen[502], { looks: 2, result: ['Try again.'] });
  assert.deepStrictEqual(seen[429], { looks: 2, result: ['Try again.'] });
})();
JS
node poll.cjs
