#!/bin/bash
# har-to-openapi 3.0.1 (npm): the value of a header in a recorded request becomes the default of the described header.
# Expected: OpenAPI 3.0.3, "Schema Object": default is what the receiver assumes if no value is given. A recording shows an
# example; it says nothing about a default, as the body's fields show: there the outcome has an example alone.
# Seen: Idempotency-Key: 4f1c, sent once, gives "default": "4f1c" beside "example": "4f1c"; query parameters get defaults likewise.
# Cost: clients and consoles that fill in defaults send this one key with each job, so a new job is answered with the old one; with
# the recorded page or filter, lists lack jobs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" har-to-openapi@3.0.1
cd "$dir"
cat > convert.mjs <<'JS'
import assert from 'node:assert';
import { generateSpec } from 'har-to-openapi';

const json = [{ name: 'Content-Type', value: 'application/json' }];
const request = {
  method: 'POST',
  url: 'https://api.example/jobs?model=small',
  headers: [...json, { name: 'Idempotency-Key', value: '4f1c' }],
  queryString: [{ name: 'model', value: 'small' }],
  postData: { mimeType: 'application/json', text: '{"prompt":"rain"}' },
};
const response = { status: 202, statusText: 'Accepted', headers: json, content: { mimeType: 'application/json', text: '{"id":"job"}' } };
const { spec } = await generateSpec({ log: { entries: [{ request, response }] } });
const { parameters, requestBody } = spec.paths['/jobs'].post;
const seen = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
console.log(seen, JSON.stringify(requestBody));
assert.deepStrictEqual(seen, {
  'Idempotency-Key': { type: 'string', default: '4f1c', example: '4f1c' },
  model: { type: 'string', default: 'small' },
});
assert.ok(!JSON.stringify(requestBody).includes('default'));
JS
node convert.mjs
