#!/bin/bash
# openapi-enforcer 1.23.0 (npm): a field whose schema has no type is undefined in the request and in the answer.
# Expected by OpenAPI 3.0 and JSON Schema: a schema without "type", such as {} or {"description": ...}, permits every value. A field that
# is required and present reaches the code as it was sent.
# Seen: the document is read with a warning (WSCH005: such schemas cannot serialize, deserialize or validate). Then the field passes as
# present, and its value becomes undefined: in objects, as items of a list and as additional properties.
# Cost: the free "metadata" of a job is lost on its way in and out, and only the log of the start tells why.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-enforcer@1.23.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const Enforcer = require('openapi-enforcer');

const schema = {
  type: 'object',
  required: ['metadata'],
  properties: { metadata: { description: 'anything' }, tags: { type: 'array', items: {} }, free: { type: 'object' } },
};
const content = { 'application/json': { schema } };
const document = {
  openapi: '3.0.3',
  info: { title: 't', version: '1' },
  paths: { '/jobs': { post: { requestBody: { content }, responses: { 200: { description: 'a job', content } } } } },
};
const body = { metadata: { user: 7 }, tags: ['a'], free: { user: 7 } };

(async () => {
  const [api, error, warning] = await Enforcer(document, { fullResult: true });
  assert.ok(error === undefined && String(warning).includes('WSCH005'));
  const headers = { 'content-type': 'application/json' };
  const [request, refused] = api.request({ method: 'post', path: '/jobs', headers, body });
  assert.strictEqual(refused, undefined);
  const [answer] = request.response(200, body, headers);
  console.log(request.body, answer.body);
  const lost = { metadata: undefined, tags: [undefined], free: { user: 7 } };
  assert.deepStrictEqual(request.body, lost);
  assert.deepStrictEqual(answer.body, lost);
})();
JS
node show.cjs
