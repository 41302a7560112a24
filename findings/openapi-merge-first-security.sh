#!/bin/bash
# openapi-merge 2.0.2 (npm): operations of the second document get the authentication of the first.
# Expected by its README: inputs are "modified to merge seamlessly into the first", for paths and components "no information is
# dropped", and first-wins is for info, servers and externalDocs. OpenAPI 3.0.3: security of the root is for all operations of its
# document that have none of their own.
# Seen: two services, one with an API key and one with a bearer token, each said at the root. In the result both schemes are there,
# and the root's security is the first one's alone: /songs of the second service is now called with the API key.
# Cost: clients of the merged document send the wrong key with each order to the second service, and are refused.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-merge@2.0.2
cd "$dir"
cat > merge.cjs <<'JS'
const assert = require('node:assert');
const { merge } = require('openapi-merge');

const service = (path, name, scheme) => ({
  oas: {
    openapi: '3.0.3',
    info: { title: name, version: '1' },
    paths: { [path]: { post: { responses: { 201: { description: 'made' } } } } },
    components: { securitySchemes: { [name]: scheme } },
    security: [{ [name]: [] }],
  },
});
const { output } = merge([
  service('/images', 'key', { type: 'apiKey', in: 'header', name: 'X-Key' }),
  service('/songs', 'token', { type: 'http', scheme: 'bearer' }),
]);
const effective = (path) => Object.keys((output.paths[path].post.security ?? output.security)[0]);
console.log(Object.keys(output.components.securitySchemes), { '/images': effective('/images'), '/songs': effective('/songs') });
assert.deepStrictEqual(Object.keys(output.components.securitySchemes), ['key', 'token']);
assert.deepStrictEqual([effective('/images'), effective('/songs')], [['key'], ['key']]);
JS
node merge.cjs
