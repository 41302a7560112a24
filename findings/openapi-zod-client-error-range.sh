#!/bin/bash
# openapi-zod-client 1.18.3 with zod 3.25.76 and @zodios/core 10.9.6 (npm): an error that is documented as 4XX gets the status NaN.
# Expected by OpenAPI 3.0, responses object: 4XX stands for all codes from 400 to 499. By Zodios' documentation isErrorFromAlias() tells whether
# an error is one of those that the document describes.
# Seen: the generated endpoint has "status: NaN", which no answer ever has. isErrorFromAlias() is false for the described answer 404,
# and true if the document says 404 instead of 4XX.
# Cost: the branch that reads the reason of a refused job is never taken; the type checker believes that it is.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" openapi-zod-client@1.18.3 zod@3.25.76 @zodios/core@10.9.6 axios@1.13.2 esbuild@0.25.12
cd "$dir"
cat > call.ts <<'TS'
import assert from 'node:assert';
import axios, { AxiosError } from 'axios';
import { isErrorFromAlias } from '@zodios/core';
import { api as range, createApiClient as rangeClient } from './range';
import { api as code, createApiClient as codeClient } from './code';

const adapter = async (config: any) => {
  const response = { status: 404, data: { detail: 'no such job' }, headers: {}, config, statusText: '' };
  throw new AxiosError('Request failed with status code 404', 'ERR_BAD_REQUEST', config, null, response as any);
};
const documented = async (api: any, createApiClient: any) => {
  const client = createApiClient('https://example.com', { axiosInstance: axios.create({ adapter }) });
  const error = await client.getJob().then(() => undefined, (reason: unknown) => reason);
  return isErrorFromAlias(api.api, 'getJob', error);
};
const seen = { '4XX': await documented(range, rangeClient), 404: await documented(code, codeClient) };
console.log(seen);
assert.deepStrictEqual(seen, { '4XX': false, 404: true });
TS
for code in 4XX 404; do
  cat > "$code.json" <<JSON
{"openapi": "3.0.3", "info": {"title": "Jobs", "version": "1"}, "paths": {"/job": {"get": {"operationId": "getJob", "responses": {
  "200": {"description": "A job", "content": {"application/json": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}}}},
  "$code": {"description": "Why not", "content": {"application/json": {"schema": {"type": "object", "properties": {"detail": {"type": "string"}}}}}}
}}}}}
JSON
done
npx openapi-zod-client 4XX.json -o range.ts --with-alias > /dev/null
npx openapi-zod-client 404.json -o code.ts --with-alias > /dev/null
grep -n 'status: ' range.ts code.ts
grep -q 'status: NaN' range.ts
npx esbuild call.ts --bundle --format=esm --platform=node --packages=external --outfile=call.mjs --log-level=error
node call.mjs
