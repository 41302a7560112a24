#!/bin/bash
# talkback 4.2.0 (npm): two jobs that differ only in a large seed are the same request.
# Expected by its README: a tape is played if the request matches it, in url, method, headers and body. RFC 8259 section 6
# sets no limit to numbers in JSON; seeds of image and video APIs are 64 bits wide.
# Seen: bodies are read with JSON.parse before they are compared, which rounds both seeds to 9007199254740992. The host gets
# the first job only; the second POST is answered with the tape of the first.
# Cost: a recording of several seeds has one image for all of them, and a test that compares them passes or fails for the
# wrong reason.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" talkback@4.2.0
cd "$dir"
cat > seeds.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import net from 'node:net';
import talkback from 'talkback';

const jobs = [];
const provider = http.createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  jobs.push(body);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ id: `job-${jobs.length}` }));
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));

const free = net.createServer();
const port = await new Promise((done) => free.listen(0, '127.0.0.1', () => done(free.address().port)));
await new Promise((done) => free.close(done));
const recorder = talkback({ host: `http://127.0.0.1:${provider.address().port}`, port, path: './tapes', silent: true });
await recorder.start();

const answers = [];
for (const seed of ['9007199254740992', '9007199254740993']) {
  const answer = await fetch(`http://127.0.0.1:${port}/jobs`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"seed": ${seed}}`,
  });
  answers.push((await answer.json()).id);
}
console.log('answers:', answers, 'jobs at the host:', jobs);
recorder.close();
provider.close();
provider.closeAllConnections();
assert.deepStrictEqual(answers, ['job-1', 'job-1']);
assert.deepStrictEqual(jobs, ['{"seed": 9007199254740992}']);
JS
node seeds.mjs
