#!/bin/bash
# openapi-backend 5.21.2 (npm): valid documents of OpenAPI 3.1 are refused as not valid.
# Expected by its README: "OpenAPI 3.1 support". In 3.1.0 the Schema Object is JSON Schema 2020-12: const, lists of types, prefixItems,
# examples and $defs are allowed.
# Seen: each document is checked by the rules of 3.0. With strict: true, init() rejects with "Document is not valid OpenAPI. 12 validation
# errors" for a property {const: "song"}; without it, the same is a warning at each start. A document without such words is taken.
# Cost: a service that describes its kinds of jobs by const cannot start in strict mode, and real errors drown among the false ones.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-backend@5.21.2
cd "$dir"
cat > start.cjs <<'JS'
const assert = require('node:assert');
const { OpenAPIBackend } = require('openapi-backend');

const start = async (kind) => {
  const schema = { type: 'object', required: ['kind'], properties: { kind } };
  const requestBody = { content: { 'application/json': { schema } } };
  const post = { operationId: 'make', requestBody, responses: { 202: { description: 'taken' } } };
  const definition = { openapi: '3.1.0', info: { title: 'Jobs', version: '1' }, paths: { '/jobs': { post } } };
  const handlers = { make: () => 'made' };
  try {
    await new OpenAPIBackend({ definition, handlers, strict: true }).init();
    return 'started';
  } catch (error) {
    return error.message.split('\n')[0].replace(/\d+/, 'N');
  }
};
const kinds = [
  { type: 'string' }, { const: 'song' }, { type: ['string', 'null'] }, { type: 'array', prefixItems: [{ type: 'integer' }] },
  { type: 'string', examples: ['song'] },
];
(async () => {
  const found = [];
  for (const kind of kinds) found.push(await start(kind));
  console.log(found);
  const refused = 'Document is not valid OpenAPI. N validation errors:';
  assert.deepStrictEqual(found, ['started', refused, refused, refused, refused]);
})();
JS
node start.cjs
