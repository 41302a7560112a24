#!/bin/bash
# http-range-parse 1.0.0 (npm): the last bytes of a list of ranges become a range that begins at NaN.
# Expected by RFC 9110, section 14.1.2, whose own example is "bytes= 0-999, 4500-5499, -1000": the third is the last thousand bytes, and
# space may stand behind a comma (section 5.6.1).
# Seen: the third is {first: NaN, last: 1000}, since the space is taken for the first number. Without the space it is {suffix: 1000}.
# Cost: a player that asks for head and end of a film gets a wrong part, or the server fails on the number.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" http-range-parse@1.0.0
cd "$dir"
cat > space.cjs <<'JS'
const assert = require('node:assert');
const parse = require('http-range-parse');

const seen = ['bytes=0-999,-1000', 'bytes=0-999, -1000'].map((range) => parse(range).ranges[1]);
console.log(seen);
assert.deepStrictEqual(seen, [{ suffix: 1000 }, { first: NaN, last: 1000 }]);
JS
node space.cjs
