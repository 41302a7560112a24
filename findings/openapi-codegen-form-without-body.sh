#!/bin/bash
# @openapi-codegen/typescript 11.1.0 (npm): an operation whose body is a form has no body in the client.
# Expected: OpenAPI 3.0.3, "Request Body Object": a body with required: true has to be sent; "Support for x-www-form-urlencoded
# Request Bodies" says how.
# Seen: the function made for application/x-www-form-urlencoded takes no variables; it sends POST without any body. With
# application/json in its place, the same schema becomes a body that has to be given. Nothing is said while it is generated.
# Cost: jobs of providers that take forms cannot be created with a prompt; they are refused, or run with defaults.
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
info: {title: Jobs, version: "1"}
servers: [{url: "http://127.0.0.1:PORT"}]
paths:
  /form:
    post:
      operationId: createByForm
      requestBody:
        required: true
        content: {application/x-www-form-urlencoded: {schema: {$ref: "#/components/schemas/NewJob"}}}
      responses: {"202": {description: accepted, content: {application/json: {schema: {type: object}}}}}
  /json:
    post:
      operationId: createByJson
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/NewJob"}}}
      responses: {"202": {description: accepted, content: {application/json: {schema: {type: object}}}}}
components:
  schemas:
    NewJob: {type: object, required: [prompt], properties: {prompt: {type: string}}}
YAML
npx openapi-codegen gen jobs > log.txt 2>&1
grep -q "createByForm = (signal?: AbortSignal)" api/jobsComponents.ts
npx esbuild api/jobsComponents.ts --bundle --format=esm --outfile=client.mjs --log-level=error
cat > run.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import { createByForm, createByJson } from './client.mjs';

const seen = [];
const provider = http.createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  seen.push(`${request.url} ${body}`);
  response.setHeader('content-type', 'application/json').end('{}');
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));
const port = provider.address().port;
globalThis.window = { fetch: (url, options) => fetch(url.replace('PORT', port), options) };
await createByForm();
await createByJson({ body: { prompt: 'rain' } });
provider.close();
console.log(seen);
assert.deepStrictEqual(seen, ['/form ', '/json {"prompt":"rain"}']);
JS
node run.mjs
