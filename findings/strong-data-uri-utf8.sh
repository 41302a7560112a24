#!/bin/bash
# strong-data-uri 1.0.6 (npm): of a text in UTF-8 the result has other bytes than the URI, and does not decode to the text.
# Expected by RFC 2397: %C3%A9 stands for the two bytes C3 and A9; charset=utf-8 says what they mean. The result says so too.
# Seen: the bytes are decoded to a letter, and the letter is cut to one byte: E9 for "é", AC for "€". Read with the charset that the
# result names, it is a replacement character. With ;base64 the bytes are right.
# Cost: each letter beyond ASCII of a prompt is lost.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" strong-data-uri@1.0.6
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { decode } = require('strong-data-uri');

process.removeAllListeners('warning');
const result = decode('data:text/plain;charset=utf-8,caf%C3%A9%20%E2%82%AC');
console.log(result.charset, result, result.toString('utf8'));
assert.strictEqual(result.charset, 'utf-8');
assert.deepStrictEqual([...result], [...Buffer.from('caf\u00e9 \u00ac', 'latin1')]);
assert.notStrictEqual(result.toString('utf8'), 'café €');
assert.strictEqual(decode('data:text/plain;charset=utf-8;base64,Y2Fmw6kg4oKs').toString('utf8'), 'café €');
JS
node show.cjs
