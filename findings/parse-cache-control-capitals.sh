#!/bin/bash
# parse-cache-control 1.0.1 (npm): directives that are written with capitals are not the known ones.
# Expected by RFC 9111, section 5.2: names of directives are compared without regard to case.
# Seen: "Max-Age=60, No-Store" becomes the fields Max-Age, a text, and No-Store. max-age and no-store, which a program asks for, are
# undefined, and there is no number.
# Cost: an answer that must not be stored is stored, and one that is stale counts as fresh or the reverse, depending on how a server
# writes.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" parse-cache-control@1.0.1
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const parse = require('parse-cache-control');

const small = parse('max-age=60, no-store');
const capital = parse('Max-Age=60, No-Store');
console.log(small, capital);
assert.deepStrictEqual({ ...small }, { 'max-age': 60, 'no-store': true });
assert.deepStrictEqual({ ...capital }, { 'Max-Age': '60', 'No-Store': true });
assert.strictEqual(capital['no-store'], undefined);
JS
node show.cjs
