#!/bin/bash
# fetch-vcr 3.2.0 (npm): a POST that is given as a Request is sent as a GET without its body.
# Expected by the Fetch standard, whose function it stands in for: fetch(request) sends the method, the headers and the body of the
# request. Its code reads the address of such an object.
# Seen: only the address is taken. The server sees GET and no header of the request.
# Cost: a job is not made, and what is recorded as its answer is that of another request.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" fetch-vcr@3.2.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const fetchVCR = require('fetch-vcr');

process.removeAllListeners('warning');
const asked = [];
const server = http.createServer((request, response) => {
  asked.push([request.method, request.headers['x-kind']]);
  response.end('{}');
});
server.listen(0, '127.0.0.1', async () => {
  fetchVCR.configure({ mode: 'record', fixturePath: '.' });
  const address = `http://127.0.0.1:${server.address().port}/jobs`;
  const settings = { method: 'POST', headers: { 'X-Kind': 'job' }, body: '{}' };
  await fetch(new Request(address, settings));
  await fetchVCR(new Request(address, settings));
  console.log(asked);
  assert.deepStrictEqual(asked, [['POST', 'job'], ['GET', undefined]]);
  server.close();
  server.closeAllConnections();
});
JS
node show.cjs
