#!/bin/bash
# typed-openapi 2.2.7 (npm): an answer with audio is undefined.
# Expected by its generated client, whose get() resolves with the data of the answer; texts, JSON and application/octet-stream do.
# Seen: for audio/mpeg, image/png or video/mp4 the body is not read, and get() resolves with undefined, without an error. So does
# application/octet-stream with a parameter after it. The answer itself can only be had by another option, withResponse.
# Cost: the result of a generation that is delivered as it is, which the provider has counted, is thrown away.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund typed-openapi@2.2.7 esbuild@0.27.0
cat > api.json <<'JSON'
{"openapi": "3.0.3", "info": {"title": "Songs", "version": "1"}, "paths": {"/audio": {"get": {"responses": {"200": {
  "description": "the song", "content": {"audio/mpeg": {"schema": {"type": "string", "format": "binary"}}}}}}}}}
JSON
npx typed-openapi api.json -o client.ts > log.txt 2>&1
npx esbuild client.ts --format=esm --outfile=client.mjs --log-level=error
cat > audio.mjs <<'JS'
import assert from 'node:assert';
import { createApiClient } from './client.mjs';

const found = {};
for (const type of ['application/octet-stream', 'audio/mpeg', 'image/png', 'application/octet-stream; charset=binary']) {
  const answer = new Response(new Uint8Array([0xff, 0xfb, 0x90]), { headers: { 'content-type': type } });
  const data = await createApiClient({ fetch: async () => answer }, 'https://api.example.com').get('/audio');
  found[type] = data && data.byteLength;
}
console.log(found);
assert.deepStrictEqual(Object.values(found), [3, undefined, undefined, undefined]);
JS
node audio.mjs
