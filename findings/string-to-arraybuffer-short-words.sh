#!/bin/bash
# string-to-arraybuffer 1.0.2 (npm): a text whose length is a multiple of four may become other bytes, since it could be base64.
# Expected by its README: a plain string is converted, and base64 strings too; how the two are told apart is not said.
# Seen: "test" becomes three bytes, B5 EB 2D, and "hello" five. A text of letters and digits alone is taken for base64 whenever its length
# fits.
# Cost: one of four plain words, names or identifiers is changed without a sign.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" string-to-arraybuffer@1.0.2
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const convert = require('string-to-arraybuffer');

const bytes = (text) => Buffer.from(convert(text));
console.log(bytes('hello'), bytes('test'), bytes('job12345'));
assert.strictEqual(bytes('hello').toString(), 'hello');
assert.strictEqual(bytes('test').toString('hex'), 'b5eb2d');
assert.notStrictEqual(bytes('job12345').toString('latin1'), 'job12345');
JS
node show.cjs
