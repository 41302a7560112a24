#!/bin/bash
# moises 3.1.0 (npm): the filters of listJobs() are not sent.
# Expected by its README: listJobs({ status, workflow }) returns the jobs with one of these states and of these workflows; the
# example asks for failed jobs of two workflows.
# Seen: the query has the positions in each list under the name "key": key=0&key=0&key=1 instead of
# status=FAILED&workflow=stems&workflow=lyrics. Neither the names nor the values reach the host, and no error is raised.
# Cost: where a host ignores what it does not know, a clean-up of failed jobs (list, then deleteJob) deletes the finished ones too,
# whose results were paid.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" moises@3.1.0
cd "$dir"
cat > filters.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import Moises from 'moises/sdk.js';

const asked = [];
const provider = http.createServer((request, response) => {
  asked.push(request.url);
  response.setHeader('content-type', 'application/json');
  response.end('[]');
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));
const moises = new Moises({ apiKey: 'key', apiEndpoint: `http://127.0.0.1:${provider.address().port}` });
await moises.listJobs({ status: ['FAILED'], workflow: ['stems', 'lyrics'] });
provider.close();
console.log(asked);
assert.deepStrictEqual(asked, ['/api/job?key=0&key=0&key=1']);
JS
node filters.mjs
