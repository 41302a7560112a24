#!/bin/bash
# @tim-smart/openapi-gen 0.4.13 (npm): the body of an operation that takes a form is left out.
# Expected by OpenAPI 3.0.3, Request Body Object: application/x-www-form-urlencoded is a content like JSON, here required.
# Seen: createJob gets no argument and sends a POST without a body. With JSON or multipart/form-data the same operation has a parameter
# for it. The generator says nothing.
# Cost: the client compiles, and every call is refused, as its fields are missing; there is no way to give them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @tim-smart/openapi-gen@0.4.13
cd "$dir"
cat > dropped.cjs <<'JS'
const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');

const schema = { type: 'object', required: ['prompt'], properties: { prompt: { type: 'string' } } };
function generated(type) {
  const createJob = {
    operationId: 'createJob',
    requestBody: { required: true, content: { [type]: { schema } } },
    responses: { 204: { description: 'taken' } },
  };
  const spec = { openapi: '3.0.3', info: { title: 'jobs', version: '1' }, paths: { '/jobs': { post: createJob } } };
  writeFileSync('spec.json', JSON.stringify(spec));
  const code = execFileSync('node_modules/.bin/openapi-gen', ['-s', 'spec.json', '-n', 'Jobs'], { encoding: 'utf8' });
  return code.match(/"createJob": \((.*?)\) => HttpClientRequest(.*?)withResponse/s).slice(1);
}
const [form, json] = ['application/x-www-form-urlencoded', 'application/json'].map(generated);
console.log(form, json);
assert.strictEqual(form[0], '');
assert.doesNotMatch(form[1], /body/);
assert.strictEqual(json[0], 'options');
JS
node dropped.cjs
