#!/bin/bash
# openapi-fetch 0.17.0 (npm): sound that is uploaded with its own Content-Type is sent as JSON, and so is SSML.
# Expected by RFC 9110, section 8.3: Content-Type says what the body is. A form is written as such when its type is given, so the type
# does count.
# Seen: everything but forms goes through JSON.stringify(): bytes become {"0":1,"1":2}, a Blob becomes {}, and <speak/> stands in
# quotation marks, with the type audio/wav or application/ssml+xml in the header.
# Cost: a voice sample that cannot be decoded, and a text-to-speech request that is refused or reads the quotation marks.
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
    return new Response(null, { status: 204 });
  },
});
const upload = (body, type) => client.POST('/x', { body, headers: { 'Content-Type': type } });
await upload(new Uint8Array([1, 2]), 'audio/wav');
await upload(new Blob(['sound']), 'audio/wav');
await upload('<speak/>', 'application/ssml+xml');
await upload({ text: 'hello' }, 'application/x-www-form-urlencoded');
console.log(sent);
assert.deepStrictEqual(sent, [
  ['audio/wav', '{"0":1,"1":2}'],
  ['audio/wav', '{}'],
  ['application/ssml+xml', '"<speak/>"'],
  ['application/x-www-form-urlencoded', 'text=hello'],
]);
JS
node show.mjs
