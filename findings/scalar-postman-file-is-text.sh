#!/bin/bash
# @scalar/postman-to-openapi 0.7.14 (npm): a request whose body is a file becomes one with text/plain, whatever its Content-Type.
# Expected: Postman's collection format 2.1.0 has "mode": "file" for a body that is the content of a file; its media type is that of
# the request's header Content-Type, here audio/wav. So it is in the outcome for saved answers.
# Seen: "requestBody": {"content": {"text/plain": {}}}; audio/wav is named nowhere in the operation.
# Cost: clients made from it send recordings as text/plain, read into a string: they are refused, or their bytes are destroyed.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @scalar/postman-to-openapi@0.7.14
cd "$dir"
cat > convert.mjs <<'JS'
import assert from 'node:assert';
import { convert } from '@scalar/postman-to-openapi';

const header = [{ key: 'Content-Type', value: 'audio/wav' }];
const url = { raw: 'https://api.example/audio', protocol: 'https', host: ['api', 'example'], path: ['audio'] };
const request = { method: 'PUT', url, header, body: { mode: 'file', file: { src: 'song.wav' } } };
const response = [{ name: 'as sent', code: 200, status: 'OK', header, body: '' }];
const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const outcome = convert({ info: { name: 'Jobs', schema }, item: [{ name: 'Upload', request, response }] });
const { put } = outcome.paths['/audio'];
console.log(JSON.stringify(put, null, 1));
assert.deepStrictEqual(put.requestBody, { content: { 'text/plain': {} } });
assert.deepStrictEqual(Object.keys(put.responses[200].content), ['audio/wav']);
assert.ok(!JSON.stringify(put.parameters ?? []).includes('audio/wav'));
JS
node convert.mjs
