#!/bin/bash
# @asyncapi/converter 2.0.2 (npm): the values and the default of an OpenAPI path parameter are lost, though AsyncAPI has them.
# Expected by AsyncAPI 3.0, "Parameter Object": enum, default, description and examples. The same package keeps them when it converts
# AsyncAPI 2.6.
# Seen: convertOpenAPI() makes {description: "Path parameter voice"} of a parameter with enum and default.
# Cost: clients accept any voice, and nobody can read which there are.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @asyncapi/converter@2.0.2
cd "$dir"
cat > enum.cjs <<'JS'
const assert = require('node:assert');
const { convertOpenAPI } = require('@asyncapi/converter');

const schema = { type: 'string', enum: ['ann', 'bob'], default: 'ann' };
const document = convertOpenAPI({
  openapi: '3.0.0', info: { title: 'Songs', version: '1' }, servers: [{ url: 'https://api.example' }],
  paths: { '/voices/{voice}': { get: {
    operationId: 'voice',
    parameters: [{ in: 'path', name: 'voice', required: true, schema }],
    responses: { 200: { description: 'a voice' } },
  } } },
}, '3.0.0');
const seen = Object.values(document.channels)[0].parameters;
console.log(seen);
assert.deepStrictEqual(seen, { voice: { description: 'Path parameter voice' } });
JS
node enum.cjs
