#!/bin/bash
# png-chunk-text 1.0.0 (npm): a text chunk without a text cannot be written, though one can be read.
# Expected by the PNG specification, section 11.3.3.2: the text of a tEXt chunk is of zero or more bytes.
# Seen: encode('Negative prompt', '') raises an error that only Latin-1 characters are permitted. decode() reads such a chunk.
# Cost: a tool that copies the texts of a generated image, with an empty negative prompt among them, fails and names a wrong reason.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" png-chunk-text@1.0.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { decode, encode } = require('png-chunk-text');

assert.deepStrictEqual(decode(Buffer.from('Negative prompt\0')), { keyword: 'Negative prompt', text: '' });
assert.throws(() => encode('Negative prompt', ''), (error) => {
  console.log(error.message);
  return error.message.startsWith('Only Latin-1 characters');
});
JS
node show.cjs
