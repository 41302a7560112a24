#!/bin/bash
# revai-node-sdk 3.8.5 (npm): an error page of a gateway becomes a SyntaxError without the status.
# Expected: a refused request raises its RevAiApiError, which has the statusCode, whatever the body of the answer is; a gateway's 502 has an
# HTML page, as usual.
# Seen: getTranscriptObjectStream() throws "Unexpected token '<' ... is not valid JSON"; getTranscriptText() of the same answer throws
# RevAiApiError with 502.
# Cost: a program that tries again at 502 stops instead, and its log does not tell that the service was away.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" revai-node-sdk@3.8.5
cd "$dir"
cat > page.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const { RevAiApiClient } = require('revai-node-sdk');

const server = http.createServer((request, response) => {
  response.writeHead(502, { 'content-type': 'text/html' });
  response.end('<html>Bad Gateway</html>');
});
server.listen(0, '127.0.0.1', async () => {
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const client = new RevAiApiClient({ token: 'token', deploymentConfig: { baseUrl } });
  const failed = (call) => call.catch((error) => [error.constructor.name, error.statusCode]);
  const seen = [await failed(client.getTranscriptText('job')), await failed(client.getTranscriptObjectStream('job'))];
  server.close();
  server.closeAllConnections();
  console.log(seen);
  assert.deepStrictEqual(seen, [['RevAiApiError', 502], ['SyntaxError', undefined]]);
});
JS
node page.cjs
