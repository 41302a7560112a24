#!/bin/bash
# swagger2har 1.0.6 (npm): the fields of a form are left out.
# Expected by Swagger 2.0, "Parameter Object": in: formData is a field of the body. HAR 1.2 has postData with params for it.
# Seen: the HAR of a POST with the field prompt has no postData, and bodySize 0.
# Cost: examples and code that are made of it send a job without a prompt.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" swagger2har@1.0.6
cd "$dir"
cat > fields.cjs <<'JS'
const assert = require('node:assert');
const { swagger2har } = require('swagger2har');

const [{ har }] = swagger2har({
  swagger: '2.0', info: { title: 'Songs', version: '1' }, host: 'api.example', basePath: '/v1', schemes: ['https'],
  paths: { '/songs': { post: {
    consumes: ['application/x-www-form-urlencoded'],
    parameters: [{ in: 'formData', name: 'prompt', type: 'string', default: 'sea' }],
    responses: { 200: { description: 'song' } },
  } } },
});
console.log(har);
assert.deepStrictEqual([har.method, har.postData, har.bodySize], ['POST', undefined, 0]);
JS
node fields.cjs
