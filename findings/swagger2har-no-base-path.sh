#!/bin/bash
# swagger2har 1.0.6 (npm): without a basePath "undefined" is put into the address.
# Expected by Swagger 2.0, "Swagger Object": basePath is optional; "If it is not included, the API is served directly under the host."
# Seen: host api.example and the path /songs give https://api.exampleundefined/songs, which is another host.
# Cost: each request that is made of it fails, and the reason is hard to see in a long address.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" swagger2har@1.0.6
cd "$dir"
cat > path.cjs <<'JS'
const assert = require('node:assert');
const { swagger2har } = require('swagger2har');

const address = (more) => swagger2har({
  swagger: '2.0', info: { title: 'Songs', version: '1' }, host: 'api.example', schemes: ['https'], ...more,
  paths: { '/songs': { get: { responses: { 200: { description: 'songs' } } } } },
})[0].har.url;
const seen = [address({ basePath: '/v1' }), address({})];
console.log(seen);
assert.deepStrictEqual(seen, ['https://api.example/v1/songs', 'https://api.exampleundefined/songs']);
JS
node path.cjs
