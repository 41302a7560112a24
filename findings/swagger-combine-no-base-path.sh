#!/bin/bash
# swagger-combine 1.4.0 (npm): with useBasePath for all, one document without a base path refuses them all.
# Expected by Swagger 2.0: basePath is optional; without it "the API is served directly under the host". The README: set useBasePath in
# general to respect the base paths.
# Seen: "Url must be a string. Received undefined" for the document without one. With useBasePath at the entry of the other document
# alone, both are combined.
# Cost: the joint document cannot be made, and the message names neither the file nor the field.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" swagger-combine@1.4.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const fs = require('node:fs');
const combine = require('swagger-combine');

const responses = { 200: { description: 'ok' } };
const write = (name, more) => fs.writeFileSync(name, JSON.stringify({
  swagger: '2.0', info: { title: name, version: '1' }, paths: { '/jobs': { get: { responses } } }, ...more,
}));
write('with.json', { basePath: '/v1' });
write('without.json', {});
const all = (paths) => ({
  swagger: '2.0',
  info: { title: 'all', version: '1' },
  apis: [{ url: 'with.json', ...paths }, { url: 'without.json' }],
});

(async () => {
  const error = await combine(all(), { useBasePath: true }).catch((e) => e);
  const whole = await combine(all({ paths: { useBasePath: true } }));
  console.log(String(error), Object.keys(whole.paths));
  assert.strictEqual(String(error), 'TypeError: Url must be a string. Received undefined');
  assert.deepStrictEqual(Object.keys(whole.paths), ['/v1/jobs', '/jobs']);
})();
JS
node show.cjs
