#!/bin/bash
# openapi-fetch 0.17.0 (npm): a form with a list becomes one text with commas, and an object in it "[object Object]".
# Expected by OpenAPI 3.0, Encoding Object: a list in a body application/x-www-form-urlencoded has the style "form" with explode, so each
# item is a pair of its own. The library is for bodies by the types of the document.
# Seen: the body is given to URLSearchParams as it is: voices=a%2Cb instead of voices=a&voices=b. An object is sent as its JavaScript
# name, and null as "null".
# Cost: a job with two voices asks for one that nobody knows, and its settings are lost without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-fetch@0.17.0
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import createClient from 'openapi-fetch';

const sent = [];
const client = createClient({
  baseUrl: 'https://a.example',
  fetch: async (request) => {
    sent.push([request.headers.get('content-type'), await request.text()]);
    return new Response('{}', { status: 200 });
  },
});
const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
await client.POST('/speech', { headers, body: { voices: ['a', 'b'], settings: { speed: 2 }, hook: null } });
console.log(sent);
assert.deepStrictEqual(sent, [
  ['application/x-www-form-urlencoded', 'voices=a%2Cb&settings=%5Bobject+Object%5D&hook=null'],
]);
JS
node show.mjs
