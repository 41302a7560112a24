#!/bin/bash
# openapi-snippet 0.14.0 (npm): the example of a request body is not used; a made-up one is shown.
# Expected by OpenAPI 3.0.3, Media Type Object: the example "SHALL override the example provided by the schema".
# Seen: with the example {"prompt": "a calm sea", "seconds": 30} at the media type, the snippet for curl sends
# {"prompt":"string","seconds":0}, made of the types; an example in the schema itself is used. A named example (examples) is not
# used either.
# Cost: who copies the snippet from the documentation orders a song of no seconds about "string", and may pay for it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-snippet@0.14.0
cd "$dir"
cat > snippet.cjs <<'JS'
const assert = require('node:assert');
const { getEndpointSnippets } = require('openapi-snippet');

const example = { prompt: 'a calm sea', seconds: 30 };
const properties = { prompt: { type: 'string' }, seconds: { type: 'integer' } };
const body = (schema, media) => {
  const content = { 'application/json': { schema: { type: 'object', properties, ...schema }, ...media } };
  const document = {
    openapi: '3.0.3',
    info: { title: 'Songs', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: { '/songs': { post: { requestBody: { content }, responses: { 200: { description: 'made' } } } } },
  };
  const [{ content: snippet }] = getEndpointSnippets(document, '/songs', 'post', ['shell_curl']).snippets;
  return JSON.parse(snippet.match(/--data '(.*)'/s)[1]);
};
const found = {
  schema: body({ example }, {}),
  'media type': body({}, { example }),
  named: body({}, { examples: { calm: { value: example } } }),
};
console.log(found);
const madeUp = { prompt: 'string', seconds: 0 };
assert.deepStrictEqual(found, { schema: example, 'media type': madeUp, named: madeUp });
JS
node snippet.cjs
