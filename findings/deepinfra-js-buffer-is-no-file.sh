#!/bin/bash
# deepinfra 2.0.2 (npm): audio that is given as a Buffer is uploaded without a file name.
# Expected by its types: audio may be a Buffer or a text (path, address or data URL), all of which are files in the form. RFC 7578 section 4.2: a part with a file should have the parameter filename; it is by this that servers tell files
# from fields.
# Seen: from a path the part has filename="a.wav"; from a Buffer with the same bytes it has a name only.
# Cost: hosts that look for a file answer that the audio is missing, though all of it was sent; from a path the same code works.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" deepinfra@2.0.2
cd "$dir"
cat > file.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import http from 'node:http';
import { AutomaticSpeechRecognition } from 'deepinfra';

let part;
const provider = http.createServer(async (request, response) => {
  const parts = [];
  for await (const piece of request) parts.push(piece);
  part = Buffer.concat(parts).toString('latin1').match(/content-disposition: .*/i)[0];
  response.setHeader('content-type', 'application/json');
  response.end('{"text": "hello"}');
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));
const model = new AutomaticSpeechRecognition(`http://127.0.0.1:${provider.address().port}/whisper`, 'token');
fs.writeFileSync('a.wav', 'RIFF....WAVE');
const seen = {};
for (const [kind, audio] of Object.entries({ path: './a.wav', buffer: fs.readFileSync('a.wav') })) {
  await model.generate({ audio });
  seen[kind] = part;
}
provider.close();
console.log(seen);
assert.strictEqual(seen.path, 'Content-Disposition: form-data; name="audio"; filename="a.wav"');
assert.strictEqual(seen.buffer, 'Content-Disposition: form-data; name="audio"');
JS
node file.mjs
