#!/bin/bash
# swagger2har 1.0.6 (npm): the media types of request and answer are swapped.
# Expected by Swagger 2.0, "Operation Object": consumes is what an operation takes (Content-Type), produces what it gives (Accept).
# Seen: an operation that consumes application/json and produces audio/mpeg gets "accept: application/json" and "content-type: audio/mpeg".
# Cost: a service that follows Accept answers 406 or text for a sound, and cannot read the body.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" swagger2har@1.0.6
cd "$dir"
cat > swapped.cjs <<'JS'
const assert = require('node:assert');
const { swagger2har } = require('swagger2har');

const body = { in: 'body', name: 'body', schema: { type: 'object', properties: { text: { type: 'string', example: 'sea' } } } };
const [{ har }] = swagger2har({
  swagger: '2.0', info: { title: 'Speech', version: '1' }, host: 'api.example', basePath: '/v1', schemes: ['https'],
  paths: { '/speech': { post: {
    consumes: ['application/json'], produces: ['audio/mpeg'], parameters: [body], responses: { 200: { description: 'speech' } },
  } } },
});
console.log(har.headers);
const [accept, type] = [{ name: 'accept', value: 'application/json' }, { name: 'content-type', value: 'audio/mpeg' }];
assert.deepStrictEqual(har.headers, [accept, type]);
JS
node swapped.cjs
