#!/bin/bash
# fetch-vcr 3.2.0 (npm): audio is broken as soon as it is recorded, in the answer of the real request too.
# Expected by its README: record mode makes the request and saves the answer, which the program receives as it is.
# Seen: the answer is read as a text, saved, and handed over as that text in UTF-8: each byte that is not part of UTF-8 becomes EF BF BD.
# Four bytes become six.
# Cost: a paid generation whose result nobody can play, and a test that fails only while it records.
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
const server = http.createServer((request, response) => response.end(Buffer.from([82, 73, 255, 0])));
server.listen(0, '127.0.0.1', async () => {
  fetchVCR.configure({ mode: 'record', fixturePath: '.' });
  const answer = await fetchVCR(`http://127.0.0.1:${server.address().port}/audio`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  console.log(bytes);
  assert.strictEqual(bytes.toString('hex'), '5249efbfbd00');
  server.close();
  server.closeAllConnections();
});
JS
node show.cjs
