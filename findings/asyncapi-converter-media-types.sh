#!/bin/bash
# @asyncapi/converter 2.0.2 (npm): of an OpenAPI answer in several media types only the last one is left.
# Expected by OpenAPI 3.0.3, "Response Object": content is a map of all media types that an answer may have. AsyncAPI 3.0 has several
# messages for that.
# Seen: convertOpenAPI() makes one message of application/json and audio/mpeg, with contentType audio/mpeg; the schema of the job is gone,
# without a word.
# Cost: clients that are made of the document cannot read the job, which the service answers until the sound is ready.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @asyncapi/converter@2.0.2
cd "$dir"
cat > types.cjs <<'JS'
const assert = require('node:assert');
const { convertOpenAPI } = require('@asyncapi/converter');

const job = { schema: { type: 'object', properties: { status: { type: 'string' } } } };
const sound = { schema: { type: 'string', format: 'binary' } };
const responses = { 200: { description: 'job or sound', content: { 'application/json': job, 'audio/mpeg': sound } } };
const document = convertOpenAPI({
  openapi: '3.0.0', info: { title: 'Songs', version: '1' }, servers: [{ url: 'https://api.example' }],
  paths: { '/song': { get: { operationId: 'song', responses } } },
}, '3.0.0');
const { messages } = Object.values(document.channels)[0];
const seen = Object.values(messages).map((message) => message.contentType);
console.log(seen);
assert.deepStrictEqual([seen, JSON.stringify(document).includes('status')], [['audio/mpeg'], false]);
JS
node types.cjs
