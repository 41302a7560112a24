#!/bin/bash
# moises 3.1.0 (npm): a refused upload is taken for a good one, and the job is made without its file.
# Expected by its README: uploadFile() uploads the file and returns its address, processFile() uploads, processes and
# downloads. RFC 9110 section 15.5: 4xx says that the request cannot be fulfilled, so the file is not there.
# Seen: the status of the PUT is not looked at. After 403 (signed addresses expire) uploadFile() resolves, and processFile()
# posts the job with an address where nothing is. What the caller sees in the end is only that the job failed.
# Cost: jobs that cannot succeed are started, and the reason, the refused upload, is told nowhere.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" moises@3.1.0
cd "$dir"
cat > upload.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import http from 'node:http';
import Moises from 'moises/sdk.js';

const seen = [];
const answers = {
  'GET /api/upload': () => ({ uploadUrl: `${host}/put`, downloadUrl: `${host}/input` }),
  'POST /api/job': () => ({ id: 'job-1' }),
  'GET /api/job/job-1/status': () => ({ id: 'job-1', status: 'FAILED' }),
  'GET /api/job/job-1': () => ({ id: 'job-1', status: 'FAILED' }),
};
const provider = http.createServer(async (request, response) => {
  for await (const part of request) part.length;
  const asked = `${request.method} ${request.url}`;
  seen.push(asked);
  if (asked === 'PUT /put') response.writeHead(403, { 'content-type': 'application/xml' }).end('<Error/>');
  else response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[asked]()));
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));
const host = `http://127.0.0.1:${provider.address().port}`;

fs.writeFileSync('song.wav', Buffer.alloc(4096));
const moises = new Moises({ apiKey: 'key', apiEndpoint: host, jobMonitorInterval: 1 });
const end = await moises.processFile('stems', 'song.wav', 'out').catch((error) => error.message);
provider.close();
console.log(seen, end);
assert.deepStrictEqual(seen.slice(0, 3), ['GET /api/upload', 'PUT /put', 'POST /api/job']);
assert.strictEqual(end, "Can't download job results: Job 'job-1' failed");
JS
node upload.mjs
