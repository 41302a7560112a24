#!/bin/bash
# openapi-to-postmanv2 6.3.3 (npm): a property with const is an empty text in the generated request.
# Expected: JSON Schema 2020-12, "Validation" section 6.1.3: const is the same as an enum of one value; OpenAPI 3.1 documents use
# it for the kind of a job. With such an enum the value is filled in.
# Seen: of {"type": {"const": "speech"}} comes "type": "", of {"type": {"enum": ["speech"]}} comes "type": "speech".
# Cost: requests of the collection are refused, or choose another member of a union, although only one value is possible; each
# has to be filled in by hand.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-to-postmanv2@6.3.3
cd "$dir"
cat > convert.cjs <<'JS'
const assert = require('node:assert');
const { convertV2 } = require('openapi-to-postmanv2');

const schema = {
  type: 'object',
  required: ['by_const', 'by_enum'],
  properties: { by_const: { const: 'speech' }, by_enum: { enum: ['speech'] } },
};
const data = {
  openapi: '3.1.0',
  info: { title: 'Jobs', version: '1' },
  paths: { '/jobs': { post: {
    operationId: 'createJob',
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { 202: { description: 'accepted' } },
  } } },
};
const requests = (items) => items.flatMap((item) => (item.item ? requests(item.item) : [item.request]));
convertV2({ type: 'json', data }, {}, (error, { result, output }) => {
  assert.ok(!error && result);
  const [request] = requests(output[0].data.item);
  const body = JSON.parse(request.body.raw);
  console.log(body);
  assert.deepStrictEqual(body, { by_const: '', by_enum: 'speech' });
});
JS
node convert.cjs
