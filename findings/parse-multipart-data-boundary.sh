#!/bin/bash
# parse-multipart-data 1.5.0 (npm): getBoundary() cuts the boundary at an equals sign, so the form is empty.
# Expected by RFC 2046, section 5.1.1: "=" may stand in a boundary, which is then put into quotes. Python's email package makes such
# boundaries for each message.
# Seen: of boundary="===============123==" an empty text is left. parse() then finds no part, and raises nothing.
# Cost: an upload counts as a form without fields.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-multipart-data@1.5.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { getBoundary, parse } = require('parse-multipart-data');

const boundary = '===============123==';
const body = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--${boundary}--\r\n`);
const found = getBoundary(`multipart/form-data; boundary="${boundary}"`);
console.log({ found }, parse(body, found).length, parse(body, boundary).length);
assert.strictEqual(found, '');
assert.strictEqual(parse(body, found).length, 0);
assert.strictEqual(parse(body, boundary).length, 1);
JS
node show.cjs
