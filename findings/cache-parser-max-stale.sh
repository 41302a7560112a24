#!/bin/bash
# cache-parser 1.2.6 (npm): a max-stale without a number is lost.
# Expected by RFC 9111, section 5.2.1.2: "If no value is assigned to max-stale, then the client will accept a stale response of any age."
# The parser has a field for it.
# Seen: of "max-stale" nothing is left, and "max-stale, only-if-cached" is only-if-cached alone when it is parsed and written again.
# Cost: a client that would take any stored answer, such as without network, gets none.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" cache-parser@1.2.6
cd "$dir"
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { parse, tokenize } = require('cache-parser');

const plain = parse('max-stale, only-if-cached');
console.log(plain, tokenize(plain), parse('max-stale=60'));
assert.deepStrictEqual({ ...plain }, { onlyIfCached: true });
assert.deepStrictEqual(tokenize(plain), ['only-if-cached']);
assert.strictEqual(parse('max-stale=60').maxStale, 60);
JS
node show.cjs
