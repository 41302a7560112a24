#!/bin/bash
# axios-vcr 1.0.2 (npm, with axios 0.19.2): audio that is replayed is an object instead of bytes.
# Expected by its README: a replayed answer takes the place of the real one. With responseType "arraybuffer" axios gives a Buffer.
# Seen: the cassette is written as JSON, where a Buffer is {"type": "Buffer", "data": [...]}, and it is handed over so. Its length is
# undefined.
# Cost: the second run of a test writes "[object Object]" where the first wrote the speech.
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

const server = http.createServer((request, response) => {
  response.setHeader('Content-Type', 'audio/wav');
  response.end(Buffer.from([82, 73, 255, 0]));
});
server.listen(0, '127.0.0.1', async () => {
  const fetchAudio = () => axios.get(`http://127.0.0.1:${server.address().port}/audio`, { responseType: 'arraybuffer' });
  vcr.mountCassette('./cassette.json');
  const [live, replayed] = [(await fetchAudio()).data, (await fetchAudio()).data];
  vcr.ejectCassette('./cassette.json');
  console.log(live, replayed);
  assert.ok(Buffer.isBuffer(live) && live.length === 4);
  assert.deepStrictEqual({ ...replayed }, { type: 'Buffer', data: [82, 73, 255, 0] });
  server.close();
  server.closeAllConnections();
});
JS
node show.cjs
