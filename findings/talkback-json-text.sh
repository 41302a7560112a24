#!/bin/bash
# talkback 4.2.0 (npm): a JSON answer that is only a text is replayed without its quotes, which is no JSON.
# Expected by its README: JSON bodies are stored as objects in the tape for easier reading, and answered as they were. RFC 8259
# section 2: a JSON text may be any value, also a string alone. Upload APIs answer so with the address of the file.
# Seen: while recording, the program gets "https://cdn.example/a.mp3" with quotes. In a new run from the tape it gets the text
# without quotes, still as application/json, and response.json() fails.
# Cost: a program that is right fails with its own recording.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" talkback@4.2.0
cd "$dir"
cat > text.mjs <<'JS'
import assert from 'node:assert';
import http from 'node:http';
import net from 'node:net';
import talkback from 'talkback';

const provider = http.createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end('"https://cdn.example/a.mp3"');
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));
const host = `http://127.0.0.1:${provider.address().port}`;

const freePort = async () => {
  const free = net.createServer();
  const port = await new Promise((done) => free.listen(0, '127.0.0.1', () => done(free.address().port)));
  await new Promise((done) => free.close(done));
  return port;
};
const bodies = {};
for (const run of ['recorded', 'replayed']) {
  const port = await freePort();
  const recorder = talkback({ host, port, path: './tapes', silent: true });
  await recorder.start();
  const answer = await fetch(`http://127.0.0.1:${port}/result`);
  bodies[run] = [answer.headers.get('content-type'), await answer.text()];
  recorder.close();
}
provider.close();
provider.closeAllConnections();
console.log(bodies);
assert.deepStrictEqual(bodies.recorded, ['application/json', '"https://cdn.example/a.mp3"']);
assert.deepStrictEqual(bodies.replayed, ['application/json', 'https://cdn.example/a.mp3']);
JS
node text.mjs
