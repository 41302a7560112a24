#!/bin/bash
# openapi-examples-validator 7.1.0 (npm): an example of an answer is refused for a field that only requests have.
# Expected by OpenAPI 3.0.3, Schema Object: "If the property is marked as writeOnly being true and is in the required list, the required
# will take effect on the request only"; readOnly likewise on the response only.
# Seen: the example of the answer must have the field webhook_secret, which answers should not have, and the example of the request the
# id, which is made by the server ("must have required property").
# Cost: a correct document fails its check; who adds the fields to get it through shows users a secret in answers, and an id that
# they are to send.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-examples-validator@7.1.0
cd "$dir"
cat > examples.cjs <<'JS'
const assert = require('node:assert');
const { default: validate } = require('openapi-examples-validator');

const content = (example) => ({ 'application/json': { schema: { $ref: '#/components/schemas/Job' }, example } });
const document = {
  openapi: '3.0.3',
  info: { title: 'Songs', version: '1' },
  paths: {
    '/jobs': {
      post: {
        requestBody: { content: content({ prompt: 'sea', webhook_secret: 'abc' }) },
        responses: { 201: { description: 'made', content: content({ id: 'j-1', prompt: 'sea' }) } },
      },
    },
  },
  components: {
    schemas: {
      Job: {
        type: 'object',
        required: ['id', 'prompt', 'webhook_secret'],
        properties: {
          id: { type: 'string', readOnly: true },
          prompt: { type: 'string' },
          webhook_secret: { type: 'string', writeOnly: true },
        },
      },
    },
  },
};
validate(document).then(({ valid, errors }) => {
  const found = errors.map(({ examplePath, message }) => [examplePath.split('/')[4], message]);
  console.log(valid, found);
  assert.strictEqual(valid, false);
  assert.deepStrictEqual(found, [
    ['requestBody', "must have required property 'id'"],
    ['responses', "must have required property 'webhook_secret'"],
  ]);
});
JS
node examples.cjs
