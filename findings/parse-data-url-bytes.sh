#!/bin/bash
# parse-data-url 6.0.0 (npm): bytes that are written with percent signs cannot be had.
# Expected by RFC 2397: without ";base64" the data are octets, "with %xx for octets outside that range". They need not be text in UTF-8.
# Seen: toBuffer() decodes them as a text, and raises "URI malformed" for each byte from 80 on that is not part of UTF-8.
# Cost: a small image or sound in this form is valid for the parser, and has no content.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-data-url@6.0.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const parse = require('parse-data-url');

const url = 'data:application/octet-stream,%00%ff';
const parsed = parse(url);
assert.strictEqual(parsed.contentType, 'application/octet-stream');
assert.throws(() => parsed.toBuffer(), (error) => {
  console.log(error.message);
  return error instanceof URIError;
});
fetch(url).then((answer) => answer.arrayBuffer()).then((bytes) => assert.deepStrictEqual([...new Uint8Array(bytes)], [0, 255]));
JS
node show.cjs
