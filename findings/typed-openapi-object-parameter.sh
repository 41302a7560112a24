#!/bin/bash
# typed-openapi 2.2.7 (npm): query parameters that are objects are sent as "[object Object]".
# Expected by OpenAPI 3.0.3, Parameter Object: style deepObject gives filter[status]=done, and a parameter with content
# application/json gives the JSON. A list with explode: false is ids=a,b.
# Seen: each value goes through String(): filter=[object Object] and meta=[object Object]; ids=a&ids=b.
# Cost: a list of jobs is not filtered, or is refused; who sums up what finished jobs have cost sums up all of them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund typed-openapi@2.2.7 esbuild@0.27.0
cat > api.json <<'JSON'
{"openapi": "3.0.3", "info": {"title": "Songs", "version": "1"}, "paths": {"/jobs": {"get": {"parameters": [
  {"name": "filter", "in": "query", "style": "deepObject", "schema": {"type": "object", "properties": {"status": {"type": "string"}}}},
  {"name": "meta", "in": "query", "content": {"application/json": {"schema": {"type": "object"}}}},
  {"name": "ids", "in": "query", "explode": false, "schema": {"type": "array", "items": {"type": "string"}}}],
  "responses": {"204": {"description": "none"}}}}}}
JSON
npx typed-openapi api.json -o client.ts > log.txt 2>&1
npx esbuild client.ts --format=esm --outfile=client.mjs --log-level=error
cat > query.mjs <<'JS'
import assert from 'node:assert';
import { createApiClient } from './client.mjs';

let query;
const fetch = async ({ urlSearchParams }) => { query = decodeURIComponent(urlSearchParams); return new Response(null, { status: 204 }); };
const client = createApiClient({ fetch }, 'https://api.example.com');
await client.get('/jobs', { query: { filter: { status: 'done' }, meta: { project: 1 }, ids: ['a', 'b'] } });
console.log(query);
assert.strictEqual(query, 'filter=[object+Object]&meta=[object+Object]&ids=a&ids=b');
JS
node query.mjs
