#!/bin/bash
# axios-vcr 1.0.2 (npm, with axios 0.19.2): while a cassette is mounted, a form or a plain text cannot be sent.
# Expected by its README: requests are recorded. axios takes a text as the body of a request, such as a form or SSML.
# Seen: each text is parsed as JSON, and the request is rejected with a SyntaxError before it is sent.
# Cost: a program that works fails as soon as it is recorded.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" axios-vcr@1.0.2 axios@0.19.2
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const axios = require('axios');
const vcr = require('axios-vcr');

let asked = 0;
const server = http.createServer((request, response) => {
  asked += 1;
  response.end('{}');
});
server.listen(0, '127.0.0.1', async () => {
  const address = `http://127.0.0.1:${server.address().port}/speech`;
  await axios.post(address, 'text=hello');
  vcr.mountCassette('./cassette.json');
  await assert.rejects(axios.post(address, 'text=hello'), (error) => {
    console.log(error.name, error.message);
    return error instanceof SyntaxError;
  });
  vcr.ejectCassette('./cassette.json');
  assert.strictEqual(asked, 1);
  server.close();
  server.closeAllConnections();
});
JS
node show.cjs
