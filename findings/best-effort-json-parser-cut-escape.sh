#!/bin/bash
# best-effort-json-parser 1.5.1 (npm): a text that breaks off within a \u escape is an error.
# Expected by its README: it parses JSON that is not complete, as from a stream, and gives what is there. A text that is cut anywhere else
# is given.
# Seen: with one to three of the four digits there it raises "Bad Unicode escape in JSON".
# Cost: a program that parses the answer after each piece of the stream stops at some letters, now and then, depending on where the pieces
# are cut.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" best-effort-json-parser@1.5.1
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { parse } = require('best-effort-json-parser');

const outcome = (text) => {
  try {
    return parse(text).text;
  } catch (error) {
    return error.message.replace(/ at position.*/, '');
  }
};
const outcomes = ['{"text": "Caf', '{"text": "Caf\\u0', '{"text": "Caf\\u00', '{"text": "Caf\\u00e', '{"text": "Caf\\u00e9'].map(outcome);
console.log(outcomes);
const refusal = 'Bad Unicode escape in JSON';
assert.deepStrictEqual(outcomes, ['Caf', refusal, refusal, refusal, 'Café']);
JS
node show.cjs
