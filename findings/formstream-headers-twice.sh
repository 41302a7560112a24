#!/bin/bash
# formstream 1.5.3 (npm): when headers() is called a second time, Content-Length is larger than the body.
# Expected by its README: headers() returns the headers of the form; nothing says that reading them changes them.
# Seen: each call adds the length of the form's end, and the length of each stream whose size was given, to the one before. A form of 171
# bytes has a Content-Length of 231 at the second call.
# Cost: a client that also logs the headers announces more bytes than it sends, so the upload is never complete for the server.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" formstream@1.5.3
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const formstream = require('formstream');

const form = formstream();
form.field('prompt', 'a voice');
const lengths = [form.headers(), form.headers()].map((headers) => Number(headers['Content-Length']));
const chunks = [];
form.on('data', (chunk) => chunks.push(chunk));
form.on('end', () => {
  const sent = Buffer.concat(chunks).length;
  console.log({ lengths, sent });
  assert.strictEqual(lengths[0], sent);
  assert.ok(lengths[1] > sent);
});
JS
node show.cjs
