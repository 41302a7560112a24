#!/bin/bash
# openapi-enforcer 1.23.0 (npm): a comma inside an item of a list in the query splits the item.
# Expected by OpenAPI 3.0 and RFC 6570: with the style "form" without explode the items are joined by commas, and a comma of an item
# itself is written %2C. f=a%2Cb,c has two items.
# Seen: the query is decoded first and then split: three items. In a list with explode, f=a%2Cb&f=c, the comma stays.
# Cost: a list of texts or names with a comma arrives as other texts, which are all valid.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-enforcer@1.23.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const Enforcer = require('openapi-enforcer');

const list = { in: 'query', schema: { type: 'array', items: { type: 'string' } } };
const document = {
  openapi: '3.0.3',
  info: { title: 't', version: '1' },
  paths: {
    '/jobs': {
      get: {
        parameters: [{ ...list, name: 'joined', explode: false }, { ...list, name: 'each', explode: true }],
        responses: { 200: { description: 'jobs' } },
      },
    },
  },
};
Enforcer(document).then((api) => {
  const [request, error] = api.request({ method: 'get', path: '/jobs?joined=a%2Cb,c&each=a%2Cb&each=c' });
  assert.strictEqual(error, undefined);
  console.log(request.query);
  assert.deepStrictEqual({ ...request.query }, { joined: ['a', 'b', 'c'], each: ['a,b', 'c'] });
});
JS
node show.cjs
