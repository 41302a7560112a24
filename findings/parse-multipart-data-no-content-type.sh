#!/bin/bash
# parse-multipart-data 1.5.0 (npm): a file whose part has no Content-Type raises TypeError.
# Expected by RFC 7578, section 4.4: each part may have a Content-Type, which defaults to text/plain.
# Seen: "Cannot read properties of undefined (reading 'trim')"; the parts before it are lost too.
# Cost: uploads of clients that leave the type out, such as for unknown kinds of files, end in an error 500.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-multipart-data@1.5.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('parse-multipart-data');

const form = (type) => Buffer.from(`--x\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n${type}\r\nhello\r\n--x--\r\n`);
const [part] = parse(form('Content-Type: text/plain\r\n'), 'x');
assert.strictEqual(part.data.toString(), 'hello');
assert.throws(() => parse(form(''), 'x'), (error) => {
  console.log(error.message);
  return error instanceof TypeError;
});
JS
node show.cjs
