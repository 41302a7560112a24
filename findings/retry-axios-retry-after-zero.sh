#!/bin/bash
# retry-axios 4.0.3 (npm): with "Retry-After: 0" nothing is tried again.
# Expected by RFC 9110, section 10.2.3: the header tells how long to wait; 0 seconds, or a date that has passed, mean that the request may
# be repeated at once.
# Seen: only a wait above 0 is accepted; otherwise the error is handed on after one request. Without the header the same 503 is retried
# three times.
# Cost: a request fails for good because the server says that it is ready again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" retry-axios@4.0.3 axios@1.21.1
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import axios from 'axios';
import { attach } from 'retry-axios';

let asked = 0;
const server = http.createServer((request, response) => {
  asked += 1;
  const retry = { '/zero': '0', '/past': new Date(Date.now() - 5000).toUTCString(), '/one': '1' }[request.url];
  response.writeHead(asked > 1 ? 200 : 503, retry ? { 'Retry-After': retry } : {});
  response.end();
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const client = axios.create({ raxConfig: { retryDelay: 1 } });
attach(client);
const results = {};
for (const path of ['/none', '/zero', '/past', '/one']) {
  asked = 0;
  const status = await client.get(`http://127.0.0.1:${server.address().port}${path}`).then((answer) => answer.status, (error) => error.response.status);
  results[path] = [status, asked];
}
server.close();
server.closeAllConnections();
console.log(results);
assert.deepStrictEqual(results, { '/none': [200, 2], '/zero': [503, 1], '/past': [503, 1], '/one': [200, 2] });
JS
node show.mjs
