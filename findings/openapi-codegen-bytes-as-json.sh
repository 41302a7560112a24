#!/bin/bash
# @openapi-codegen/typescript 11.1.0 (npm): bytes to be uploaded are sent as the JSON text {}.
# Expected: OpenAPI 3.0.3, "Considerations for File Uploads": a body of application/octet-stream is the bytes of the file. The
# generated function demands a Blob for it.
# Seen: PUT with Content-Type: application/json and the two bytes {}. The fetcher that is generated turns all but FormData into JSON,
# and the media type of the document is written nowhere, so one who edits the fetcher cannot tell it either.
# Cost: the upload succeeds, and the job that uses it fails, or is paid for an input of two bytes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund @openapi-codegen/cli@3.1.0 @openapi-codegen/typescript@11.1.0 typescript@5.9.3 esbuild@0.27.0
cat > openapi-codegen.config.ts <<'TS'
import { defineConfig } from "@openapi-codegen/cli";
import { generateFetchers, generateSchemaTypes } from "@openapi-codegen/typescript";

export default defineConfig({
  jobs: {
    from: { source: "file", relativePath: "./api.yaml" },
    outputDir: "./api",
    to: async (context) => {
      const { schemasFiles } = await generateSchemaTypes(context, { filenamePrefix: "jobs" });
      await generateFetchers(context, { filenamePrefix: "jobs", schemasFiles });
    },
  },
});
TS
cat > api.yaml <<'YAML'
openapi: 3.0.3
info: {title: Uploads, version: "1"}
servers: [{url: "http://127.0.0.1:PORT"}]
paths:
  /upload:
    put:
      operationId: uploadAudio
      requestBody:
        required: true
        content: {application/octet-stream: {schema: {type: string, format: binary}}}
      responses: {"200": {description: the upload, content: {application/json: {schema: {$ref: "#/components/schemas/Upload"}}}}}
components:
  schemas:
    Upload: {type: object, properties: {id: {type: string}}}
YAML
npx openapi-codegen gen jobs > log.txt 2>&1
grep -q "body?: Blob" api/jobsComponents.ts
npx esbuild api/jobsComponents.ts --bundle --format=esm --outfile=client.mjs --log-level=error
cat > run.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import { uploadAudio } from './client.mjs';

const seen = [];
const provider = http.createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part.toString('latin1');
  seen.push({ type: request.headers['content-type'], body });
  response.setHeader('content-type', 'application/json').end('{}');
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));
const port = provider.address().port;
globalThis.window = { fetch: (url, options) => fetch(url.replace('PORT', port), options) };
await uploadAudio({ body: new Blob(['RIFF1234WAVE']) });
provider.close();
console.log(seen);
assert.deepStrictEqual(seen, [{ type: 'application/json', body: '{}' }]);
JS
node run.mjs
