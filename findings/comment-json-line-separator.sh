#!/bin/bash
# comment-json 5.0.0 (npm): a text with a line separator (U+2028) in it is an error.
# Expected by RFC 8259, section 7: within a text only quotation mark, backslash and the characters below U+0020 have to be escaped.
# JSON.parse() reads it.
# Seen: "Unexpected token ILLEGAL", as in JavaScript before 2019.
# Cost: a text that was copied from a word processor or a transcript cannot be read from a settings file.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" comment-json@5.0.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('comment-json');

const source = '{"text": "one\u2028two"}';
assert.strictEqual(JSON.parse(source).text, 'one\u2028two');
assert.throws(() => parse(source), (error) => {
  console.log(error.message);
  return error.message.includes('ILLEGAL');
});
JS
node show.cjs
