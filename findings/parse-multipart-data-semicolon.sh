#!/bin/bash
# parse-multipart-data 1.5.0 (npm): a file name with a semicolon raises SyntaxError, and one with an equals sign too.
# Expected by RFC 7578 and RFC 2183: the name stands in quotes, in which ";" and "=" are plain characters.
# Seen: the header is cut at each semicolon and each equals sign, and the piece that is left, without its closing quote, is read as JSON.
# Cost: files such as "voice; take=2.wav" cannot be uploaded.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-multipart-data@1.5.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('parse-multipart-data');

const form = (name) =>
  Buffer.from(`--x\r\nContent-Disposition: form-data; name="f"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x--\r\n`);
assert.strictEqual(parse(form('voice.wav'), 'x')[0].filename, 'voice.wav');
for (const name of ['voice; take 2.wav', 'take=2.wav']) {
  assert.throws(() => parse(form(name), 'x'), (error) => {
    console.log(name, '->', error.message);
    return error instanceof SyntaxError;
  });
}
JS
node show.cjs
