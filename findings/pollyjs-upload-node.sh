#!/bin/bash
# @pollyjs/core 6.0.6 with @pollyjs/adapter-fetch 6.0.7 (npm): in Node.js no upload by fetch can be made while it records.
# Expected by its documentation (adapters, "Fetch Adapter"): it wraps the global fetch, to record and replay what is sent with
# it; Node.js has fetch, FormData and Blob since version 18.
# Seen: the body of FormData is read with FileReader, which only browsers have. fetch rejects with ReferenceError, and nothing
# is sent; the same upload without Polly and a JSON body with it work.
# Cost: jobs that take a file (transcriptions, edits, voices) cannot be recorded at all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" @pollyjs/core@6.0.6 @pollyjs/adapter-fetch@6.0.7 @pollyjs/persister-fs@6.0.6
cd "$dir"
cat > upload.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import { Polly } from '@pollyjs/core';
import FetchAdapter from '@pollyjs/adapter-fetch';
import FSPersister from '@pollyjs/persister-fs';

const kinds = [];
const provider = http.createServer(async (request, response) => {
  for await (const part of request) part.length;
  kinds.push(request.headers['content-type'].split(';')[0]);
  response.end('{"id": "job-1"}');
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));
const url = `http://127.0.0.1:${provider.address().port}/transcriptions`;

const upload = () => {
  const form = new FormData();
  form.append('file', new Blob([Buffer.from('RIFF....WAVE')], { type: 'audio/wav' }), 'a.wav');
  return fetch(url, { method: 'POST', body: form }).then((answer) => answer.status, (error) => String(error));
};
const plain = await upload();
Polly.register(FetchAdapter);
Polly.register(FSPersister);
const polly = new Polly('jobs', { adapters: ['fetch'], persister: 'fs', logLevel: 'silent' });
const json = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
const recorded = await upload();
await polly.stop();
provider.close();
provider.closeAllConnections();
console.log({ plain, json: json.status, recorded, kinds });
assert.deepStrictEqual([plain, json.status], [200, 200]);
assert.strictEqual(recorded, 'ReferenceError: FileReader is not defined');
assert.deepStrictEqual(kinds, ['multipart/form-data', 'application/json']);
JS
node upload.mjs
