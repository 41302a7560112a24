#!/bin/bash
# numbered 1.1.0 (npm): "minus five" is 5, while "negative five" is -5.
# Expected by English, in which a number below zero is mostly said with minus: "minus five degrees". Words that it does not know should
# not change the number.
# Seen: the word is left out. stringify() writes "negative", which parse() reads.
# Cost: a transcript of temperatures or of changes loses its signs.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" numbered@1.1.0
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { parse, stringify } = require('numbered');

console.log(parse('minus five'), parse('negative five'), stringify(-5));
assert.strictEqual(parse('minus five'), 5);
assert.strictEqual(parse('negative five'), -5);
assert.strictEqual(stringify(-5), 'negative five');
JS
node show.cjs
