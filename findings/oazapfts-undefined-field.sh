#!/bin/bash
# oazapfts 7.5.0 (npm): an optional field of a form that is undefined is sent as a file with the content "undefined".
# Expected by the generated type (language?: string): undefined is a field that is left out, as the JSON bodies of the same client have
# it.
# Seen: in multipart/form-data the field language is there, as a file named "blob" of type application/json with the nine letters
# undefined; a null is the file "null".
# Cost: an option that is passed on from a caller who did not set it makes the upload fail, or is taken for a value: a language of
# that name, a prompt, a seed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund oazapfts@7.5.0 esbuild@0.27.0
cat > api.json <<'JSON'
{"openapi": "3.0.3", "info": {"title": "Transcripts", "version": "1"}, "paths": {"/transcripts": {"post": {
  "operationId": "transcribe", "responses": {"204": {"description": "taken"}},
  "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": {"type": "object", "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary"}, "language": {"type": "string"}}}}}}}}}}
JSON
npx oazapfts api.json client.ts > log.txt 2>&1
grep 'language?: string' client.ts
npx esbuild client.ts --bundle --format=esm --outfile=client.mjs --log-level=error
cat > form.mjs <<'JS'
import assert from 'node:assert';
import { defaults, transcribe } from './client.mjs';

let form;
defaults.fetch = async (url, { body }) => { form = body; return new Response(null, { status: 204 }); };
const file = new Blob(['RIFF....WAVE']);
await transcribe({ file });
assert.deepStrictEqual([...form.keys()], ['file']);
await transcribe({ file, language: undefined });
const language = form.get('language');
const content = await language.text();
console.log([...form.keys()], language.name, language.type, content);
assert.deepStrictEqual([language.name, language.type, content], ['blob', 'application/json', 'undefined']);
JS
node form.mjs
