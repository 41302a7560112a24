#!/bin/bash
# throttled-request 0.1.1 with request 2.88.2 (npm): bytes that are piped into a request that has to wait are changed.
# Expected by the usage notes in its code, someReadStream.pipe(throttledRequest(options)), and by the README, which says that it is used just as
# request is.
# Seen: with one request per second the four bytes ff fb 90 64 (the beginning of an MP3 frame) arrive as they are in the first request, and as
# ef bf bd ef bf bd ef bf bd 64 in the second, which has to wait.
# Cost: under load sounds and pictures that are uploaded are broken, without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" throttled-request@0.1.1 request@2.88.2
cd "$dir"
cat > upload.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const { Readable } = require('node:stream');
const request = require('request');
const throttled = require('throttled-request')(request);

throttled.configure({ requests: 1, milliseconds: 1000 });
const server = http.createServer(async (incoming, response) => {
  const bytes = Buffer.concat(await incoming.toArray()).toString('hex');
  response.writeHead(200, { connection: 'close' }).end(bytes);
});
const send = (client, url) => new Promise((resolve, reject) => {
  const parts = [];
  const upload = Readable.from([Buffer.from('fffb9064', 'hex')]).pipe(client({ url, method: 'POST' }));
  upload.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts).toString())).on('error', reject);
});
server.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  const [first, second] = await Promise.all([send(throttled, url), send(throttled, url)]);
  server.close();
  console.log({ first, second });
  assert.strictEqual(first, 'fffb9064');
  assert.strictEqual(second, 'efbfbdefbfbdefbfbd64');
});
JS
node --no-deprecation upload.cjs
