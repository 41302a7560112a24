#!/bin/bash
# orval 8.38.0 (npm, client fetch): where an operation answers with audio or with a job, the job comes as a Blob.
# Expected: the types that it generates: data is Blob for 200 (audio/mpeg), { id } for 202 and { detail } for 422
# (application/json); the content of an answer belongs to its status and media type (OpenAPI 3.1, "Response Object").
# Seen: every answer is read with blob(), whatever its status and its Content-Type: for 202 data.id is undefined, though the
# types say that it is a string; 422 likewise. An operation without the audio gets its JSON parsed.
# Cost: a job that was accepted is lost, as its id is undefined; TypeScript finds nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" orval@8.38.0 typescript@5.9.3
cd "$dir"
cat > speech.json <<'JSON'
{
  "openapi": "3.1.0", "info": {"title": "Speech", "version": "1"},
  "paths": {
    "/speech": {"post": {
      "operationId": "createSpeech",
      "responses": {
        "200": {"description": "the audio", "content": {"audio/mpeg": {}}},
        "202": {"description": "a job", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Job"}}}},
        "422": {"description": "refused", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}}
      }
    }},
    "/jobs": {"post": {
      "operationId": "createJob",
      "responses": {"202": {"description": "a job", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Job"}}}}}
    }}
  },
  "components": {"schemas": {
    "Job": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
    "Refusal": {"type": "object", "required": ["detail"], "properties": {"detail": {"type": "string"}}}
  }}
}
JSON
npx orval --input speech.json --output client.ts --client fetch > orval.log
npx tsc --target es2022 --module es2022 --moduleResolution bundler --skipLibCheck client.ts
mv client.js client.mjs
cat > job.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import { createJob, createSpeech } from './client.mjs';

globalThis.fetch = async () => Response.json({ id: 'job-1' }, { status: 202 });
const [job, speech] = [await createJob(), await createSpeech()];
console.log('without audio:', job.data, 'with audio:', speech.data);
assert.match(fs.readFileSync('client.ts', 'utf8'), /createSpeechResponse202 = \{\s*data: Job/);
assert.deepStrictEqual(job.data, { id: 'job-1' });
assert.ok(speech.data instanceof Blob && speech.data.id === undefined);
JS
node job.mjs
