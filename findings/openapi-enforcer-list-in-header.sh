#!/bin/bash
# openapi-enforcer 1.23.0 (npm): a list in a header keeps the spaces after its commas, so the second value is not in the enum.
# Expected by RFC 9110 5.6.1: blanks around the commas of a list are no part of its members; and 5.3: fields of one name are joined by a
# comma and optional blanks, which clients and proxies write as ", ".
# Seen: the field is split at each comma and nothing else: "mp3, wav" is ["mp3", " wav"]. The request is refused for its second value;
# "mp3,wav" passes.
# Cost: a request is valid until a proxy joins two fields of it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-enforcer@1.23.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const Enforcer = require('openapi-enforcer');

const items = { type: 'string', enum: ['mp3', 'wav'] };
const document = {
  openapi: '3.0.3',
  info: { title: 't', version: '1' },
  paths: {
    '/jobs': {
      get: {
        parameters: [{ name: 'x-formats', in: 'header', schema: { type: 'array', items } }],
        responses: { 200: { description: 'jobs' } },
      },
    },
  },
};
Enforcer(document).then((api) => {
  const ask = (value) => api.request({ method: 'get', path: '/jobs', headers: { 'x-formats': value } });
  const joined = new Headers([['x-formats', 'mp3'], ['x-formats', 'wav']]).get('x-formats');
  assert.strictEqual(joined, 'mp3, wav');
  const [refused, error] = ask(joined);
  const [request] = ask('mp3,wav');
  console.log(refused, String(error), request.headers);
  assert.ok(refused === undefined && String(error).includes('" wav"'));
  assert.deepStrictEqual(request.headers['x-formats'], ['mp3', 'wav']);
});
JS
node show.cjs
