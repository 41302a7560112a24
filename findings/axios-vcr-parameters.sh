#!/bin/bash
# axios-vcr 1.0.2 (npm, with axios 0.19.2): two requests that differ only in params get the same recorded answer.
# Expected by its README: requests are recorded, and replayed when the same request is made again. params are how axios is given a query.
# Seen: what a request is recognised by are url, method, data and headers. The job 2 gets the state of the job 1, and is never asked for.
# Cost: a test of a program that follows several jobs, or the pages of a list, sees one of them again and again.
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

const asked = [];
const server = http.createServer((request, response) => {
  asked.push(request.url);
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ asked: request.url }));
});
server.listen(0, '127.0.0.1', async () => {
  const address = `http://127.0.0.1:${server.address().port}/jobs`;
  vcr.mountCassette('./cassette.json');
  const first = await axios.get(address, { params: { id: 1 } });
  const second = await axios.get(address, { params: { id: 2 } });
  vcr.ejectCassette('./cassette.json');
  console.log(first.data, second.data, asked);
  assert.deepStrictEqual(second.data, { asked: '/jobs?id=1' });
  assert.deepStrictEqual(asked, ['/jobs?id=1']);
  server.close();
  server.closeAllConnections();
});
JS
node show.cjs
