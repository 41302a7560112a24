#!/bin/bash
# swagger-combine 1.4.0 (npm): the media types of a document are lost when it is combined.
# Expected by Swagger 2.0: "produces" and "consumes" at the top of a document hold for each of its operations without its own. The
# security at the top is carried over: each operation gets a copy.
# Seen: the two lists are dropped. The operation that answers audio/mpeg, and takes text/plain, says neither in the combined document.
# Cost: clients from the combined document send JSON and parse the audio as JSON, as the default of most generators is.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" swagger-combine@1.4.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const combine = require('swagger-combine');

const text = { name: 'text', in: 'body', required: true, schema: { type: 'string' } };
const responses = { 200: { description: 'speech', schema: { type: 'file' } } };
fs.writeFileSync('speech.json', JSON.stringify({
  swagger: '2.0',
  info: { title: 'speech', version: '1' },
  consumes: ['text/plain'],
  produces: ['audio/mpeg'],
  security: [{ key: [] }],
  securityDefinitions: { key: { type: 'apiKey', name: 'X-Key', in: 'header' } },
  paths: { '/speech': { post: { parameters: [text], responses } } },
}));
const all = { swagger: '2.0', info: { title: 'all', version: '1' }, apis: [{ url: 'speech.json' }] };
combine(all).then((whole) => {
  console.log(JSON.stringify(whole));
  assert.deepStrictEqual(whole.paths['/speech'].post, { parameters: [text], responses, security: [{ key: [] }] });
  assert.ok(!('produces' in whole) && !('consumes' in whole));
});
JS
node show.cjs
