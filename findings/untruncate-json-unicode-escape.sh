#!/bin/bash
# untruncate-json 0.0.1 (npm): a text that ends with an escaped character gets a second quotation mark.
# Expected by its README: from JSON that was cut off it makes complete, valid JSON; JSON that is complete stays. RFC 8259 section 7:
# any character may be written as \uXXXX; Python's json writes "é" so by default.
# Seen: {"status":"done","word":"café"} with that escape becomes ...caf\u00e9"}"}, which JSON.parse refuses, whole or cut off later;
# with the escape inside of the word, or with é itself, it is right.
# Cost: lyrics and transcripts that are shown while they stream vanish as soon as a text ends with such a character.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" untruncate-json@0.0.1
cd "$dir"
cat > complete.cjs <<'JS'
const assert = require('node:assert');
const untruncate = require('untruncate-json').default;

const texts = ['{"word":"café"}', '{"word":"caf\\u00e9s"}', '{"word":"caf\\u00e9"}', '{"word":"caf\\u00e9","id":'];
const parsed = (text) => {
  try {
    return JSON.parse(untruncate(text)).word;
  } catch (error) {
    return error.name;
  }
};
for (const text of texts) console.log(text, '->', untruncate(text));
assert.deepStrictEqual(texts.map(parsed), ['café', 'cafés', 'SyntaxError', 'SyntaxError']);
JS
node complete.cjs
