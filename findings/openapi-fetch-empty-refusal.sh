#!/bin/bash
# openapi-fetch 0.17.0 (npm): a refusal with an empty body has an error that is false.
# Expected by its README: data is "only present if 2XX response", and error "only present if 4XX or 5XX response". The two are there to
# tell success from refusal.
# Seen: error is the text of the body, so it is "" for an empty one, and with Content-Length: 0 it is undefined. Both are false, as data is.
# Such answers come from gateways.
# Cost: code that asks "if (error)" goes on, works with undefined as if it were a job, and fails elsewhere or loses the job.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-fetch@0.17.0
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import createClient from 'openapi-fetch';

const answers = { '/empty': ['', {}], '/zero': ['', { 'Content-Length': '0' }], '/text': ['busy', {}] };
const client = createClient({
  baseUrl: 'https://a.example',
  fetch: async (request) => {
    const [body, headers] = answers[new URL(request.url).pathname];
    return new Response(body, { status: 503, headers });
  },
});
const [empty, zero, text] = [await client.GET('/empty'), await client.GET('/zero'), await client.GET('/text')];
console.log([empty.data, empty.error, empty.response.status], [zero.data, zero.error], [text.data, text.error]);
assert.strictEqual(empty.error, '');
assert.deepStrictEqual([empty.data, zero.data, zero.error], [undefined, undefined, undefined]);
assert.ok(!empty.error && text.error === 'busy');
JS
node show.mjs
