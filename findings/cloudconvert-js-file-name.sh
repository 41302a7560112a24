#!/bin/bash
# cloudconvert 3.0.0 (npm): tasks.upload() writes the file name into the form without quotation marks.
# Expected by RFC 7578 section 4.2 and RFC 2183: filename is a token or a quoted string; a name with a space, a comma or brackets
# must be quoted. The name that is given to upload() is the one that the file gets.
# Seen: filename=my talk (final).mp4. A form parser of servers (busboy) takes that part for no file: no file arrives, and nothing
# is reported. The name "talk.mp4" arrives.
# Cost: an upload with such a name is refused or made without a file, though the job is there and waits for it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" cloudconvert@3.0.0 busboy@1.6.0
cd "$dir"
cat > upload.cjs <<'JS'
const assert = require('node:assert');
const http = require('node:http');
const busboy = require('busboy');
const CloudConvert = require('cloudconvert');

let files;
let head;
const storage = http.createServer((request, response) => {
  files = [];
  const parser = busboy({ headers: request.headers });
  parser.on('file', (field, stream, { filename }) => { files.push([field, filename]); stream.resume(); });
  parser.on('field', (field, value) => files.push([field, value]));
  parser.on('error', (error) => files.push(error.message));
  parser.on('close', () => response.writeHead(201).end());
  request.on('data', (part) => { head += part.toString('latin1'); });
  request.pipe(parser);
});
storage.listen(0, '127.0.0.1', async () => {
  const form = { url: `http://127.0.0.1:${storage.address().port}/`, parameters: { signature: 'abc' } };
  const task = { operation: 'import/upload', status: 'waiting', result: { form } };
  const arrived = {};
  for (const name of ['talk.mp4', 'my talk (final).mp4']) {
    head = '';
    await new CloudConvert('key').tasks.upload(task, Buffer.from('video'), name);
    console.log(head.match(/filename=.*/)[0], files);
    arrived[name] = files.length;
  }
  storage.close();
  assert.deepStrictEqual(arrived, { 'talk.mp4': 2, 'my talk (final).mp4': 1 });
  assert.match(head, /filename=my talk \(final\)\.mp4\r\n/);
});
JS
node upload.cjs
