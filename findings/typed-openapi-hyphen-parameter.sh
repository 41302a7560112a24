#!/bin/bash
# typed-openapi 2.2.7 (npm): a path parameter with a hyphen in its name is not filled in; neither is the number 0.
# Expected by OpenAPI 3.0.3, Paths Object: the name in braces is replaced by the value, and a name may be any text without braces.
# Seen: the client looks for letters, digits and underscores alone. get("/jobs/{job-id}", {path: {"job-id": "j-1"}}) asks for
# /jobs/%7Bjob-id%7D; with {index} and 0, for /results/%7Bindex%7D. The types want both values.
# Cost: each look at a job is answered with 404, as if the job that was just paid for were gone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund typed-openapi@2.2.7 esbuild@0.27.0
cat > api.json <<'JSON'
{"openapi": "3.0.3", "info": {"title": "Songs", "version": "1"}, "paths": {
  "/jobs/{job-id}": {"get": {"responses": {"204": {"description": "none"}},
    "parameters": [{"name": "job-id", "in": "path", "required": true, "schema": {"type": "string"}}]}},
  "/results/{index}": {"get": {"responses": {"204": {"description": "none"}},
    "parameters": [{"name": "index", "in": "path", "required": true, "schema": {"type": "integer"}}]}}}}
JSON
npx typed-openapi api.json -o client.ts > log.txt 2>&1
npx esbuild client.ts --format=esm --outfile=client.mjs --log-level=error
cat > paths.mjs <<'JS'
import assert from 'node:assert';
import { createApiClient } from './client.mjs';

const paths = [];
const fetch = async ({ url }) => { paths.push(url.pathname); return new Response(null, { status: 204 }); };
const client = createApiClient({ fetch }, 'https://api.example.com');
await client.get('/results/{index}', { path: { index: 1 } });
await client.get('/results/{index}', { path: { index: 0 } });
await client.get('/jobs/{job-id}', { path: { 'job-id': 'j-1' } });
console.log(paths);
assert.deepStrictEqual(paths, ['/results/1', '/results/%7Bindex%7D', '/jobs/%7Bjob-id%7D']);
JS
node paths.mjs
