#!/bin/bash
# swagger-typescript-api 13.13.0 (npm): the address of a server with variables is put into the client with the variables' names in braces.
# Expected by OpenAPI 3.1, server variable object: where no other value is given, the variable's default, which is required, is used.
# Seen: for "https://{region}.example.com/v1" with the default "eu" a request goes to "https://{region}.example.com/v1/jobs", a host that
# does not exist. The generator says nothing, and there is no argument for the region.
# Cost: a client of an API with regions or versions in its address sends nothing, until someone finds the right address by hand.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" swagger-typescript-api@13.13.0 esbuild@0.25.12
cd "$dir"
cat > jobs.json <<'JSON'
{"openapi": "3.1.0", "info": {"title": "Jobs", "version": "1"},
  "servers": [{"url": "https://{region}.example.com/v1", "variables": {"region": {"default": "eu", "enum": ["eu", "us"]}}}],
  "paths": {"/jobs": {"get": {"operationId": "listJobs", "responses": {"204": {"description": "None"}}}}}}
JSON
npx swagger-typescript-api generate -p jobs.json -o client -n api.ts > /dev/null
cat > call.ts <<'TS'
import assert from 'node:assert';
import { Api } from './client/api';

let address = '';
const customFetch = async (url: unknown) => {
  address = `${url}`;
  return new Response(null, { status: 204 });
};
await new Api({ customFetch }).jobs.listJobs();
console.log(address);
assert.strictEqual(address, 'https://{region}.example.com/v1/jobs');
TS
npx esbuild call.ts --bundle --format=esm --platform=node --outfile=call.mjs --log-level=error
node call.mjs
