#!/bin/bash
# @tim-smart/openapi-gen 0.4.13 (npm): an operation that answers with audio always fails.
# Expected by OpenAPI 3.0.3, Responses Object: 200 is declared, with the content audio/mpeg.
# Seen: only JSON is generated: getAudio has no case for 200, so each status is "unexpected" and its type of success is void. For a JSON
# answer there is "2xx": decodeSuccess(...).
# Cost: speech that was made and is charged arrives as an error; where an error is tried again, it is made again.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @tim-smart/openapi-gen@0.4.13
cd "$dir"
cat > error.cjs <<'JS'
const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { writeFileSync } = require('node:fs');

const answer = (type, schema) => ({ responses: { 200: { description: 'done', content: { [type]: { schema } } } } });
const spec = {
  openapi: '3.0.3',
  info: { title: 'jobs', version: '1' },
  paths: {
    '/speech': { post: { operationId: 'getAudio', ...answer('audio/mpeg', { type: 'string', format: 'binary' }) } },
    '/job': { get: { operationId: 'getJob', ...answer('application/json', { $ref: '#/components/schemas/Job' }) } },
  },
  components: { schemas: { Job: { type: 'object', properties: { id: { type: 'string' } } } } },
};
writeFileSync('spec.json', JSON.stringify(spec));
const code = execFileSync('node_modules/.bin/openapi-gen', ['-s', 'spec.json', '-n', 'Jobs'], { encoding: 'utf8' });
const [audio, job] = ['getAudio', 'getJob'].map((name) => code.match(new RegExp(`"${name}": \\(.*?matchStatus\\((.*?)\\)\\)`, 's'))[1]);
console.log(audio, job);
assert.match(job, /"2xx": decodeSuccess\(Job\)/);
assert.strictEqual(audio.replace(/\s/g, ''), '{orElse:unexpectedStatus}');
JS
node error.cjs
