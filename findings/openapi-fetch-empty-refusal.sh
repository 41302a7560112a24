#!/bin/bash
# openapi-fetch 0.17.0 (npm): a refusal with an empty body has an error that is false.
# Expected by its README: data is "only present if 2XX response", and error "only present if 4XX or 5XX response". The two are there to
# tell success from refusal.
# Seen: error is the text of the body, so it is "" for an empty one, which is false; data is undefined. It is so for each status from 300
# on whose answer has no body, such as those of gateways.
# Cost: code that asks "if (error)" goes on, works with undefined as if it were a job, and fails elsewhere or loses the job.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-fetch@0.17.0
cd "$dir"
cat > show.mjs <<'JS'
import assert from 'node:assert';
import createClient from 'openapi-fetch';

const answers = { '/empty': ['', 503], '/text': ['busy', 503] };
const client = createClient({
  baseUrl: 'https://a.example',
  fetch: async (request) => {
    const [body, status] = answers[new URL(request.url).pathname];
    return new Response(body, { status });
  },
});
const [empty, text] = [await client.GET('/empty'), await client.GET('/text')];
console.log([empty.data, empty.error, empty.response.status], [text.data, text.error]);
assert.strictEqual(empty.error, '');
assert.strictEqual(empty.data, undefined);
assert.ok(!empty.error && text.error === 'busy');
JS
node show.mjs
