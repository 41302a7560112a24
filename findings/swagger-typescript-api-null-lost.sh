#!/bin/bash
# swagger-typescript-api 13.13.0 (npm): an object or an enumeration that may be null, as OpenAPI 3.1 writes it, is typed without null.
# Expected by OpenAPI 3.1, which has the schemas of JSON Schema 2020-12: with "type": ["object", "null"], null is a value, and so it is where
# null is among the values of "enum".
# Seen: of a job, "error" is typed { code?: number } and "format" is "mp3" | "wav". Texts, numbers, lists and maps that may be null keep
# their null.
# Cost: the compiler lets job.error.code pass, and the program fails at run time for each job that went well.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" swagger-typescript-api@13.13.0
cd "$dir"
cat > jobs.json <<'JSON'
{"openapi": "3.1.0", "info": {"title": "Jobs", "version": "1"}, "paths": {"/job": {"get": {"operationId": "getJob", "responses": {"200": {
  "description": "A job", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Job"}}}}}}}},
  "components": {"schemas": {"Job": {"type": "object", "required": ["url", "error", "format"], "properties": {
    "url": {"type": ["string", "null"]},
    "error": {"type": ["object", "null"], "properties": {"code": {"type": "integer"}}},
    "format": {"type": ["string", "null"], "enum": ["mp3", "wav", null]}}}}}}
JSON
npx swagger-typescript-api generate -p jobs.json -o client -n api.ts > /dev/null
sed -n '/interface Job/,/^}/p' client/api.ts | tee job
grep -q 'url: string | null;' job
grep -q 'format: "mp3" | "wav";' job
! grep -A 3 'error: {' job | grep -q null
