#!/bin/bash
# @cleanvoice/cleanvoice-sdk 2.0.2 (npm): a video at an address with a query is processed as audio.
# Expected by its README: video is "auto-detected"; a signed address, as storage services give them, has its signature in a query after the
# name of the file.
# Seen: for https://.../talk.mp4 the request says video: true, for https://.../talk.mp4?signature=abc it says false: the query is taken for
# a part of the ending. There is no error.
# Cost: the film comes back without its picture, and has to be processed, and paid, again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @cleanvoice/cleanvoice-sdk@2.0.2
cd "$dir"
cat > video.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const { Cleanvoice } = require('@cleanvoice/cleanvoice-sdk');

const requests = [];
const server = http.createServer(async (request, response) => {
  requests.push(JSON.parse(Buffer.concat(await request.toArray())).input.config.video);
  response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end('{"id":"edit-1"}');
});
server.listen(0, '127.0.0.1', async () => {
  const client = new Cleanvoice({ apiKey: 'key', baseUrl: `http://127.0.0.1:${server.address().port}` });
  for (const query of ['', '?signature=abc']) await client.createEdit(`https://example.com/talk.mp4${query}`, { fillers: true });
  server.close();
  console.log(requests);
  assert.deepStrictEqual(requests, [true, false]);
});
JS
node video.cjs
