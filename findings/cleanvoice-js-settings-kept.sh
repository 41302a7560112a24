#!/bin/bash
# @cleanvoice/cleanvoice-sdk 2.0.2 (npm): settings that are used for two files keep what was found out about the first.
# Expected by its README: video is "auto-detected", so for each file; an object with settings is not changed by a call.
# Seen: the found value is written into the given object. After a video, a recording in MP3 with the same settings is sent with video: true;
# the other way round, a video is sent with false.
# Cost: in a batch, the first file decides for all: films lose their picture, or sound is refused as a broken film.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @cleanvoice/cleanvoice-sdk@2.0.2
cd "$dir"
cat > settings.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const { Cleanvoice } = require('@cleanvoice/cleanvoice-sdk');

const requests = [];
const server = http.createServer(async (request, response) => {
  const { files: [file], config } = JSON.parse(Buffer.concat(await request.toArray())).input;
  requests.push([file.split('/').pop(), config.video]);
  response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end('{"id":"edit-1"}');
});
server.listen(0, '127.0.0.1', async () => {
  const client = new Cleanvoice({ apiKey: 'key', baseUrl: `http://127.0.0.1:${server.address().port}` });
  for (const files of [['talk.mp4', 'talk.mp3'], ['talk.mp3', 'talk.mp4']]) {
    const settings = { fillers: true };
    for (const file of files) await client.createEdit(`https://example.com/${file}`, settings);
  }
  server.close();
  console.log(requests);
  assert.deepStrictEqual(requests, [['talk.mp4', true], ['talk.mp3', true], ['talk.mp3', false], ['talk.mp4', false]]);
});
JS
node settings.cjs
