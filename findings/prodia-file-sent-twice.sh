#!/bin/bash
# prodia 1.6.0 (npm, prodia/v2): an input that is a File is uploaded twice.
# Expected by its types: inputs is a list of File, Blob, ArrayBuffer or Uint8Array, one part of the form for each.
# Seen: a File is also a Blob (W3C File API, section 4), and both branches of the client add it: two parts "input", one with the
# name of the file and one named image.jpg. A Blob or bytes make one.
# Cost: the job gets two inputs where it wants one: it is refused, or made from a second image that nobody gave; the upload takes
# twice as long.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" prodia@1.6.0
cd "$dir"
cat > inputs.mjs <<'JS'
import assert from 'node:assert';
import { File } from 'node:buffer';
import http from 'node:http';
import prodia from 'prodia/v2';

let names;
globalThis.File ??= File;
const provider = http.createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const sent = new Response(Buffer.concat(parts), { headers: { 'content-type': request.headers['content-type'] } });
  names = (await sent.formData()).getAll('input').map((input) => input.name);
  const answer = new FormData();
  answer.append('job', new Blob(['{"id": "job-1"}'], { type: 'application/json' }), 'job.json');
  const made = new Response(answer);
  response.setHeader('content-type', made.headers.get('content-type'));
  response.end(Buffer.from(await made.arrayBuffer()));
});
await new Promise((done) => provider.listen(0, '127.0.0.1', done));
const client = prodia.createProdia({ token: 'token', baseUrl: `http://127.0.0.1:${provider.address().port}` });

const bytes = Buffer.from('the bytes of an image');
const seen = {};
for (const [kind, input] of Object.entries({ blob: new Blob([bytes]), bytes, file: new globalThis.File([bytes], 'cat.png') })) {
  await client.job({ type: 'inference.flux.dev.img2img.v1', config: { prompt: 'a cat' } }, { inputs: [input] });
  seen[kind] = names;
}
provider.close();
provider.closeAllConnections();
console.log(seen);
assert.deepStrictEqual(seen, { blob: ['image.jpg'], bytes: ['image.jpg'], file: ['cat.png', 'image.jpg'] });
JS
node inputs.mjs
