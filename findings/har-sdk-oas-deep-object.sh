#!/bin/bash
# @har-sdk/oas 2.12.2 (npm): the fields of a deepObject parameter lose its name.
# Expected by OpenAPI 3.0.3, "Style Examples": {"width": 8} in the parameter size with style deepObject is size[width]=8.
# Seen: the HAR and the address have width=8.
# Cost: the provider gets no size, and a field with the name of another parameter looks like that one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @har-sdk/oas@2.12.2
cd "$dir"
cat > object.cjs <<'JS'
const assert = require('node:assert');
const { oas2har } = require('@har-sdk/oas');

const schema = { type: 'object', properties: { width: { type: 'integer', example: 8 } } };
const parameter = { in: 'query', name: 'size', style: 'deepObject', explode: true, schema };
oas2har({
  openapi: '3.0.3', info: { title: 'Images', version: '1' }, servers: [{ url: 'https://api.example' }],
  paths: { '/images': { get: { parameters: [parameter], responses: { 200: { description: 'images' } } } } },
}).then(([{ url }]) => {
  console.log(url);
  assert.strictEqual(url, 'https://api.example/images?width=8');
});
JS
node object.cjs
