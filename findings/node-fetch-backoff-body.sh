#!/bin/bash
# node-fetch-backoff 0.1.0 (npm): the answer that is returned after the last try cannot be read.
# Expected by the Fetch standard and the README, which calls it a persistent version of fetch: the response that is returned can be read once.
# Seen: after the tries are used up the response has its status, but text() raises an error since the package has read the body itself. It does
# so for a good answer too if that one comes at the last try.
# Cost: the reason for the failure is lost, and so is the good answer that came at the last moment.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" node-fetch-backoff@0.1.0
cd "$dir"
cat > body.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const backoff = require('node-fetch-backoff');

const server = http.createServer((request, response) => {
  const tries = (server.tries = (server.tries ?? 0) + 1);
  response.writeHead(request.url === '/good' && tries === 3 ? 200 : 503, { connection: 'close' }).end(`try ${tries}`);
});
server.listen(0, '127.0.0.1', async () => {
  const results = [];
  for (const path of ['/busy', '/good']) {
    server.tries = 0;
    const response = await backoff({ delay: 10, retries: 2 })(`http://127.0.0.1:${server.address().port}${path}`);
    const body = await response.text().catch((error) => error.name);
    results.push([response.status, body]);
  }
  server.close();
  console.log(results);
  assert.deepStrictEqual(results, [[503, 'TypeError'], [200, 'TypeError']]);
});
JS
node body.cjs
