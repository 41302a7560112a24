#!/bin/bash
# oazapfts 7.5.0 (npm): an answer that breaks off is null, or no Blob, with status 200 and no error.
# Expected: fetch rejects the reading of a body that ends before its Content-Length (Fetch standard, "network error"), so that a lost
# answer can be told from one that is there; the generated types say that data is there for status 200.
# Seen: the runtime catches the error of reading. A job's answer that is cut gives {status: 200, data: null}, and ok(), which raises
# for refusals, returns null; a cut audio file gives data undefined.
# Cost: a job that was made and is paid for has no id, and the program reads null where it expects one; a lost connection looks like
# an empty result.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund oazapfts@7.5.0 esbuild@0.27.0
cat > api.json <<'JSON'
{"openapi": "3.0.3", "info": {"title": "Songs", "version": "1"}, "paths": {
  "/songs": {"post": {"operationId": "makeSong", "responses": {"200": {"description": "made",
    "content": {"application/json": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}}}}}}},
  "/audio": {"get": {"operationId": "getAudio", "responses": {"200": {"description": "audio",
    "content": {"audio/mpeg": {"schema": {"type": "string", "format": "binary"}}}}}}}}}
JSON
npx oazapfts api.json client.ts > log.txt 2>&1
npx esbuild client.ts --bundle --format=esm --outfile=client.mjs --log-level=error
cat > cut.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import { ok } from '@oazapfts/runtime';
import { defaults, getAudio, makeSong } from './client.mjs';

const provider = http.createServer((request, response) => {
  const type = request.url === '/audio' ? 'audio/mpeg' : 'application/json';
  response.writeHead(200, { 'content-type': type, 'content-length': 40 });
  response.write('{"id": "song-1", ');
  setTimeout(() => response.destroy(), 50);
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));
defaults.baseUrl = `http://127.0.0.1:${provider.address().port}`;
const { status, data } = await makeSong();
const made = await ok(makeSong());
const audio = await getAudio();
provider.close();
console.log({ status, data }, { made }, { status: audio.status, data: audio.data });
assert.deepStrictEqual([status, data, made, audio.status, audio.data], [200, null, null, 200, undefined]);
JS
node cut.mjs
