#!/bin/bash
# sse 0.0.8 (npm): an event without data, or with an empty text, raises TypeError.
# Expected by the HTML standard, section 9.2: "data:" alone is an event whose data is the empty text; and send(event, data, id), whose
# data is optional by its own code.
# Seen: an empty text counts as no data, and a text is then expected: "Cannot read properties of undefined (reading 'replace')". The
# number 0 and an object end the same way or with "replace is not a function".
# Cost: a server that reports the end of a job by an event "done" fails at that moment, with the head of the event already sent.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" sse@0.0.8
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const SSE = require('sse');

const server = http.createServer();
server.listen(0, '127.0.0.1', () => {
  new SSE(server).on('connection', (client) => {
    client.send('status', 'running');
    assert.throws(() => client.send({ event: 'done', data: '' }), TypeError);
    assert.throws(() => client.send({ event: 'done' }), (error) => {
      console.log(error.message);
      return error instanceof TypeError;
    });
    client.close();
  });
  http.get({ port: server.address().port, path: '/sse' }, async (answer) => {
    let body = '';
    for await (const chunk of answer) body += chunk;
    console.log(JSON.stringify(body));
    assert.ok(body.endsWith('event: done\nevent: done\n'));
    server.close();
    server.closeAllConnections();
  });
});
JS
node show.cjs
