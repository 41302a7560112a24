#!/bin/bash
# @hey-api/openapi-ts 0.99.0 (npm, client fetch): a query parameter that is described as JSON is sent as its fields, without its own name.
# Expected by OpenAPI 3.1, parameter object: with "content" the value is serialised as that media type, so {"width": 8} in the parameter "size"
# is size={"width":8}, with percent encoding.
# Seen: "?width=8&height=4". There is no "size" in the request, and a field with the name of another parameter takes its place.
# Cost: the server gets none of the settings and uses its own, and a paid job is made with them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @hey-api/openapi-ts@0.99.0 typescript@5.9.3 esbuild@0.25.12
cd "$dir"
cat > images.json <<'JSON'
{"openapi": "3.1.0", "info": {"title": "Images", "version": "1"}, "paths": {"/images": {"get": {"operationId": "listImages", "parameters": [
  {"name": "size", "in": "query", "content": {"application/json": {"schema": {"type": "object", "properties": {"width": {"type": "integer"},
    "height": {"type": "integer"}}}}}}],
  "responses": {"200": {"description": "Images", "content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}}}}}}}
JSON
npx openapi-ts -i images.json -o client -c @hey-api/client-fetch > /dev/null
cat > call.ts <<'TS'
import assert from 'node:assert';
import { client } from './client/client.gen';
import { listImages } from './client/sdk.gen';

let address = '';
client.setConfig({
  baseUrl: 'https://example.com',
  fetch: async (request: Request) => {
    address = request.url;
    return Response.json([]);
  },
});
await listImages({ query: { size: { width: 8, height: 4 } } });
console.log(address);
assert.strictEqual(address, 'https://example.com/images?width=8&height=4');
TS
npx esbuild call.ts --bundle --format=esm --platform=node --outfile=call.mjs --log-level=error
node call.mjs
