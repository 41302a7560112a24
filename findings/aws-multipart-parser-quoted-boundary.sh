#!/bin/bash
# aws-multipart-parser 0.2.1 (npm): with a boundary in quotes an upload grows by the boundary, and the other fields are lost.
# Expected by RFC 2046, section 5.1.1, and RFC 9110, section 5.6.6: the value of the parameter boundary may stand in quotes, and means the
# same.
# Seen: the quotes are taken for a part of it: of a field and a file of three bytes only the file is given, with "\r\n--SONGS" at its end.
# Cost: audio and images with a foreign end, and a job without its prompt, for all clients that use quotes (Python's email package does).
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" aws-multipart-parser@0.2.1
cd "$dir"
cat > boundary.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('aws-multipart-parser');

const body = '--SONGS\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nsea\r\n--SONGS\r\n'
  + 'Content-Disposition: form-data; name="voice"; filename="a.wav"\r\nContent-Type: audio/wav\r\n\r\nabc\r\n--SONGS--\r\n';
const read = (boundary) => {
  const form = parse({ headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` }, body }, true);
  return [form.prompt, form.voice.content.toString()];
};
const seen = [read('SONGS'), read('"SONGS"')];
console.log(JSON.stringify(seen));
assert.deepStrictEqual(seen, [['sea', 'abc'], [undefined, 'abc\r\n--SONGS']]);
JS
node boundary.cjs
